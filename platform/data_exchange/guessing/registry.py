"""What proposes types for columns: a new kind of guess is one function and one line here."""

from __future__ import annotations

from data_exchange.guessing.choice_columns import multi_select, select
from data_exchange.guessing.number_columns import boolean, integer, money, number, percent, rating
from data_exchange.guessing.proposal import Detector
from data_exchange.guessing.reference_columns import lookup
from data_exchange.guessing.text_columns import (
    address,
    company_name,
    email,
    link,
    long_text,
    mobile_cn,
    person_name,
    phone,
    text,
    uscc,
)
from data_exchange.guessing.time_columns import date, datetime, duration, time

DETECTORS: tuple[Detector, ...] = (
    email, link, uscc, mobile_cn, phone, boolean, percent, money, rating, integer, number, date, datetime, time,
    duration, lookup, select, multi_select, company_name, person_name, address, long_text, text,
)  # fmt: skip
"""In the order in which one of two that are equally sure wins."""

ALTERNATIVES: tuple[str, ...] = (
    "text", "long_text", "integer", "number", "money", "percent", "rating", "boolean", "date", "datetime", "time",
    "select", "multi_select", "email", "phone", "mobile_cn", "url", "company_name", "person_name", "address", "uscc",
)  # fmt: skip
"""The types that a builder may choose for a column instead."""
