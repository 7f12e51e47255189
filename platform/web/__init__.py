"""What every request needs: tenant, person, rights, live blueprint, sign-in and problem details."""

__all__: list[str] = []
