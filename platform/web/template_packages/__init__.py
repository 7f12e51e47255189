"""Template packages: ready-made CRMs as data, read, checked, installed and packed."""

from web.template_packages.checking import check_package, refuse_wrong_package
from web.template_packages.installing import install_package
from web.template_packages.library import find_package, shipped_templates
from web.template_packages.package import DataFile, Manifest, TemplatePackage
from web.template_packages.packing import pack_template
from web.template_packages.reading import read_package

__all__ = [
    "DataFile",
    "Manifest",
    "TemplatePackage",
    "check_package",
    "find_package",
    "install_package",
    "pack_template",
    "read_package",
    "refuse_wrong_package",
    "shipped_templates",
]
