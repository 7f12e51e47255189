"""Everything that proves Trellis works: folders mirror the packages."""
