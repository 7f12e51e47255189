"""A value that is of no type anybody reads; it is written the same in every process."""


class Odd:
    def __repr__(self) -> str:
        return "odd"
