"""Pure algorithms of Chinese business data: numbers, codes and names, with no field or database in sight."""
