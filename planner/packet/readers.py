"""For whom a packet is."""

from __future__ import annotations

from typing import Literal, get_args

Reader = Literal[
    "guest",
    "boss",
    "driver",
    "leader",
    "docent",
    "interpreter",
    "escort",
    "helper",
    "room",
    "kitchen",
    "office",
]
PACKET_READERS: tuple[Reader, ...] = get_args(Reader)
READER_NAMES: dict[Reader, tuple[str, str]] = {
    "guest": ("客人", "guests"),
    "boss": ("领导审批", "approval"),
    "driver": ("司机", "drivers"),
    "leader": ("领导", "leaders"),
    "docent": ("讲解员", "docents"),
    "interpreter": ("翻译", "interpreters"),
    "escort": ("陪同", "escorts"),
    "helper": ("其他人员", "others"),
    "room": ("会务", "room crew"),
    "kitchen": ("餐厅", "kitchens"),
    "office": ("表单", "forms"),
}
"""Whose papers they are, and what their folder is called."""
