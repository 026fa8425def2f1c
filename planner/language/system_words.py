"""What the system says when a file cannot be read or written, also in Chinese."""

from __future__ import annotations

import errno
import os

from models.domain.bilingual import bilingual

_CHINESE = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限，或正在别的程序中打开",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已存在",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EFBIG: "文件太大",
    errno.EROFS: "只能读，不能写",
    errno.EBUSY: "正在使用",
    errno.ENAMETOOLONG: "名字太长",
    errno.EIO: "读写出错",
    errno.ELOOP: "链接绕成了圈",
    errno.ENOTEMPTY: "文件夹里还有内容",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EAGAIN: "正在使用",
}


def system_words(error: OSError) -> str:
    """Return what is wrong, in two languages; an own text of ours as it is."""
    said = error.strerror or ""
    if error.errno is None or said != os.strerror(error.errno):
        return said
    return bilingual(_CHINESE.get(error.errno, f"系统错误 {error.errno}"), said)
