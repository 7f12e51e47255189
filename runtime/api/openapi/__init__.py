"""The reference of a tenant's API as OpenAPI, made from the live blueprint."""

from runtime.api.openapi.endpoint import router

__all__ = ["router"]
