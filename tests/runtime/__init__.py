"""The application people work in."""
