"""What tests stand on: databases, a browser, a served application, the shared data."""
