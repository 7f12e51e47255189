"""人民币大写: an amount of money written in the characters that contracts and invoices ask for."""

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿", "亿亿")
LARGEST = Decimal(10) ** 16


def in_capitals(amount: Decimal) -> str:
    """The amount in yuan, jiao and fen, rounded to the fen.

    Example: `in_capitals(Decimal("10020.5"))` is `"壹万零贰拾元伍角"`.
    Raises: ValueError at ten quadrillion and above.
    """
    if abs(amount) >= LARGEST:
        raise ValueError("amount is too large to be written out")
    fen = int((abs(amount) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    yuan, rest = divmod(fen, 100)
    sign = "负" if amount < 0 and fen else ""
    return sign + _yuan(yuan, rest) + _fraction(rest, bool(yuan))


def _yuan(yuan: int, rest: int) -> str:
    if yuan:
        return _integer(yuan) + "元"
    return "" if rest else "零元"


def _fraction(rest: int, after_yuan: bool) -> str:
    jiao, fen = divmod(rest, 10)
    if not rest:
        return "整"
    text = _DIGITS[jiao] + "角" if jiao else ("零" if after_yuan else "")
    return text + (_DIGITS[fen] + "分" if fen else "")


def _integer(number: int) -> str:
    """A whole number, group of four by group of four; a gap of zeros is read as one 零."""
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    gap = False
    for power in range(len(groups) - 1, -1, -1):
        group = groups[power]
        if group and text and (gap or group < 1000):
            text += "零"
        if group:
            text += _group(group) + _unit(power, groups)
        gap = bool(text) and (group == 0 or (group % 10 == 0 and gap))
    return text


def _unit(power: int, groups: list[int]) -> str:
    if power == 3 and groups[2]:
        return "万"
    return _GROUPS[power]


def _group(number: int) -> str:
    text = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += _DIGITS[digit] + _PLACES[place]
        elif text and number % 10**place:
            text += "" if text.endswith("零") else "零"
    return text
