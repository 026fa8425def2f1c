"""A workbook as a zip archive: what could harm the machine or exhaust its memory is refused before it is read.

A workbook comes by mail from people we do not know. It is never asked to run, fetch or unpack anything: parts with
macros or links to other files are refused, parts are read as a stream with a limit on what comes out of them, whatever
the archive says about their sizes.
"""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.regular_file import file_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_FILE_BYTES = 30_000_000
"""Size of the file itself, in bytes."""
MAX_UNPACKED_BYTES = 60_000_000
"""Bytes of all parts that are read, together, when unpacked."""
MAX_PARTS = 2_000
"""Parts in the archive: a week has some fifty."""
_MAX_DIRECTORY_BYTES = MAX_PARTS * 400
"""Of the archive's list of parts."""
_CHUNK_BYTES = 1 << 16
_END_RECORD, _END_BYTES = b"PK\x05\x06", (1 << 16) + 22
_COMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only two that a workbook may use; others can ask for any amount of memory."""
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    struct.error,
    IndexError,
    OverflowError,
)
"""What reading a damaged archive raises; the file itself is open already, so that an OSError is a place outside it."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = bilingual("在 Excel 或 WPS 里另存为 .xlsx", "save it as .xlsx")

_FORBIDDEN = (
    (
        "vbaproject",
        bilingual("含有宏", "contains macros"),
        bilingual(f"去掉宏，{_SAVE_AS}", f"drop the macros: {_SAVE_AS}"),
    ),
    (
        "/macrosheets/",
        bilingual("含有宏", "contains macros"),
        bilingual(f"去掉宏，{_SAVE_AS}", f"drop the macros: {_SAVE_AS}"),
    ),
    (
        "/externallinks/",
        bilingual("链接到其他文件", "links to other files"),
        bilingual("数据 → 编辑链接 → 断开链接", "break the links"),
    ),
    (
        "xl/connections.xml",
        bilingual("含有外部数据连接", "contains data connections"),
        bilingual("删去数据连接", "delete the connections"),
    ),
    (
        "/querytables/",
        bilingual("含有外部数据连接", "contains data connections"),
        bilingual("删去数据连接", "delete the connections"),
    ),
    (
        "/embeddings/",
        bilingual("嵌有其他文件", "contains embedded files"),
        bilingual("删去嵌入的对象", "delete the embedded objects"),
    ),
    ("/activex/", bilingual("含有控件", "contains controls"), bilingual("删去控件", "delete the controls")),
    ("/ctrlprops/", bilingual("含有控件", "contains controls"), bilingual("删去控件", "delete the controls")),
)
"""Fragments of part names, in lower case, of what no input needs."""
_OTHER_FORMATS = (
    ("xl/workbook.bin", bilingual("这是 .xlsb 工作簿", "a binary workbook")),
    ("content.xml", bilingual("这是 OpenDocument 表格", "an OpenDocument file")),
    ("index/document.iwa", bilingual("这是 Numbers 表格", "a Numbers file")),
    ("word/document.xml", bilingual("这是 Word 文档，不是工作簿", "a Word document")),
    ("ppt/presentation.xml", bilingual("这是演示文稿，不是工作簿", "a presentation")),
)


def refused(file: str, what: str, maybe: str = "", sheet: str = "") -> FaultyInput:
    """Return the error that a workbook cannot be used at all; ``sheet``: where that shows."""
    return FaultyInput([Fault(file, sheet, what, maybe)])


class Archive:
    """The parts of a workbook; close it when done (``with``).

    Parameters
    ----------
    path : Path
        The file.
    file : str
        The file as the user knows it.

    Raises
    ------
    FaultyInput
        When it is no workbook, or one that is refused.
    OSError
        When it cannot be opened.
    """

    def __init__(self, path: Path, file: str) -> None:
        self.file = file
        self.elements = 0
        self._left = MAX_UNPACKED_BYTES
        fault = file_fault(path, file, MAX_FILE_BYTES)
        if fault is not None:
            raise FaultyInput([fault])
        self._stream = path.open("rb")
        try:
            _no_other_format(self._stream, file)
            self._zip = _opened(self._stream, file)
            self._check()
        except FaultyInput:
            self._stream.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._stream.close()

    def _check(self) -> None:
        """Refuse by the names of the parts."""
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS:
            raise refused(self.file, bilingual(f"部件太多:{len(infos)}", f"too many parts inside: {len(infos)}"))
        self.names = [info.filename for info in infos]
        if len(set(self.names)) < len(self.names):
            raise refused(self.file, bilingual("工作簿已损坏：部件重复", "damaged: a part is there twice"), _SAVE_AS)
        if any(info.flag_bits & 1 for info in infos):
            raise refused(
                self.file,
                bilingual("有密码", "protected by a password"),
                bilingual("去掉密码再保存", "save it without one"),
            )
        if any(info.compress_type not in _COMPRESSION for info in infos):
            raise refused(self.file, bilingual("压缩方式不是工作簿的", "compressed as no workbook is"), _SAVE_AS)
        for name in self.names:
            low = f"/{name.lower().replace(chr(92), '/')}"
            for fragment, what, maybe in _FORBIDDEN:
                if fragment in low:
                    raise refused(self.file, what, maybe)
            for part, what in _OTHER_FORMATS:
                if low == f"/{part}":
                    raise refused(self.file, what, _SAVE_AS)

    def chunks(self, name: str, again: bool = False) -> Iterator[bytes]:
        """Yield a part piece by piece; ``again``: it is read once more, so that it does not count now.

        Raises
        ------
        FaultyInput
            When it is missing or damaged, or more comes out than any week needs.
        """
        try:
            with self._zip.open(name) as stream:
                left = MAX_UNPACKED_BYTES
                while piece := stream.read(_CHUNK_BYTES):
                    left -= len(piece)
                    if not again:
                        self._left -= len(piece)
                    if min(left, self._left) < 0:
                        what = bilingual(
                            f"展开后超过 {MAX_UNPACKED_BYTES // 1_000_000} MB",
                            f"larger than {MAX_UNPACKED_BYTES // 1_000_000} MB when unpacked",
                        )
                        raise refused(
                            self.file, what, bilingual("只留需要的表", "keep only the sheets that are needed")
                        )
                    yield piece
        except KeyError:
            raise self.damaged(name) from None
        except _DAMAGED:
            raise self.damaged(name) from None

    def damaged(self, name: str) -> FaultyInput:
        """Return the error that a part cannot be read."""
        return refused(self.file, bilingual(f"工作簿已损坏:{name}", "damaged"), _SAVE_AS)


def _no_other_format(stream: BinaryIO, file: str) -> None:
    """Refuse by first bytes."""
    head = stream.read(1 << 16)
    if head[:8] != _OLE:
        return
    if _ENCRYPTED in head + stream.read():
        raise refused(
            file, bilingual("有密码", "protected by a password"), bilingual("去掉密码再保存", "save it without one")
        )
    raise refused(file, bilingual("这是旧格式 .xls", "the old format .xls"), _SAVE_AS)


def _opened(stream: BinaryIO, file: str) -> zipfile.ZipFile:
    """Open an archive whose list of parts is no longer than may be."""
    if _directory_bytes(stream) > _MAX_DIRECTORY_BYTES:
        raise refused(file, bilingual("部件太多", "too many parts inside"))
    try:
        return zipfile.ZipFile(stream)
    except _DAMAGED:
        raise refused(
            file, bilingual("不是 Excel 工作簿，或已损坏", "no workbook, or a damaged one"), _SAVE_AS
        ) from None


def _directory_bytes(stream: BinaryIO) -> int:
    """Return how long the list of parts says it is; 0 where there is none."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END_BYTES))
    tail = stream.read()
    at = tail.rfind(_END_RECORD)
    record = tail[at : at + 22] if at >= 0 else b""
    last = tail[-22:]
    records = [each for each in (record, last) if each[:4] == _END_RECORD and len(each) == 22]
    return max((int.from_bytes(each[12:16], "little") for each in records), default=0)
