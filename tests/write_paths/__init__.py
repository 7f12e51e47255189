"""Rules × paths: what an object's document says of its records holds wherever they are written."""
