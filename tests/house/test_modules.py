"""House rules about modules: sizes, docstrings, public surfaces and who opens a database."""

import ast

from tests.house.source import Module, modules, product_modules, top_packages

LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
CONNECTING = {"create_engine", "create_async_engine", "sqlite3.connect", "psycopg.connect"}


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def called(node: ast.Call) -> set[str]:
    """The names a call may be known by: `connect` and `sqlite3.connect`."""
    name = ast.unparse(node.func)
    return {name, name.rpartition(".")[2]}


def functions(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def lists_public_names(module: Module) -> bool:
    targets = [
        target
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def test_every_module_says_what_lives_in_it() -> None:
    filled = [module for module in modules() if module.tree.body]
    assert [module.path for module in filled if not ast.get_docstring(module.tree)] == []


def test_every_package_lists_its_public_names() -> None:
    assert [module.path for module in top_packages() if not lists_public_names(module)] == []


def test_no_name_is_imported_with_a_star() -> None:
    stars = [
        module.path
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]
    assert stars == []


def test_only_the_record_store_opens_a_database() -> None:
    opened = [
        f"{module.path}:{node.lineno}"
        for module in product_modules()
        if not module.path.startswith("platform/record_store/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) & CONNECTING
    ]
    assert opened == []


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{module.path}:{node.lineno} {node.name} has {lines(node)} lines"
        for module in modules()
        for node in functions(module)
        if lines(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_module_is_longer_than_one_noun_needs() -> None:
    long = [
        f"{module.path} has {length} lines"
        for module in product_modules()
        if (length := len(ast.unparse(module.tree).splitlines())) > LONGEST_MODULE
    ]
    assert long == []
