"""Recordings and documents, told by the first bytes that their formats demand.

Only what can be proof is known here. All else is nothing, whatever it is called: office
files and archives, which hold programs; pages and drawings, which are programs.
"""

import re

# ISO base media (MP4): a box called ftyp, with the brand of who wrote the file
_BRANDS = re.compile(rb"isom|iso[2-9]|mp4[12]|avc1|M4[ABV] |MSNV|dash|qt  |3g[p2]\w")
# and what its tracks hold: sound, moving pictures
_SOUND = re.compile(rb"hdlr.{8}soun", re.DOTALL)
_FILM = re.compile(rb"hdlr.{8}vide", re.DOTALL)
_AMR = (b"#!AMR\n", b"#!AMR-WB\n")

# MPEG audio, layer III: kilobits a second by version, samples a second
_RATES_1 = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES = (44100, 48000, 32000)
_HALVED = {3: 1, 2: 2, 0: 4}  # version 1, 2 and 2.5
_FRAMES_LOOKED_AT = 3


def pdf_type(content: bytes) -> tuple[str, str] | None:
    return ("application/pdf", "pdf") if content.startswith(b"%PDF-") else None


def audio_type(content: bytes) -> tuple[str, str] | None:
    """(media type, ending) of a recording of sound alone, None for what is none."""
    if content.startswith(_AMR):
        return "audio/amr", "amr"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav", "wav"
    if content[:5] == b"OggS\0" and b"\x80theora" not in content[:4096]:
        return "audio/ogg", "ogg"
    if _is_mp4(content) and _SOUND.search(content) and not _FILM.search(content):
        return "audio/mp4", "m4a"
    return ("audio/mpeg", "mp3") if _is_mp3(content) else None


def video_type(content: bytes) -> tuple[str, str] | None:
    """(media type, ending) of a film, None for what is none."""
    if not _is_mp4(content) or not _FILM.search(content):
        return None
    is_apples = content[8:12] == b"qt  "
    return ("video/quicktime", "mov") if is_apples else ("video/mp4", "mp4")


def _is_mp4(content):
    return content[4:8] == b"ftyp" and bool(_BRANDS.match(content, 8))


def _is_mp3(content):
    """Whether frames of sound follow one another, perhaps behind a tag."""
    at = 0
    if content[:3] == b"ID3":
        head = content[3:10]
        if len(head) < 7 or head[0] not in (2, 3, 4) or max(head[3:]) > 0x7F:
            return False
        at = 10 + sum(byte << 7 * place for place, byte in enumerate(head[:2:-1]))
    for _frame in range(_FRAMES_LOOKED_AT):
        length = _frame_length(content[at : at + 4])
        if not length:
            return False
        at += length
        if at >= len(content):
            break
    return True


def _frame_length(head):
    """Bytes of a frame of MPEG audio of layer III, 0 where none begins."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in _HALVED or rate in (0, 15) or sampling == 3:
        return 0
    kilobits = (_RATES_1 if version == 3 else _RATES_2)[rate - 1]
    samples = _SAMPLES[sampling] // _HALVED[version]
    per_bit = 144 if version == 3 else 72
    return per_bit * 1000 * kilobits // samples + (head[2] >> 1 & 1)
