"""What happens to a clip on its way to the newsroom: picture and sound chains, as ffmpeg filters and encoders."""

from dataclasses import dataclass
from typing import Callable

from .geometry import Box, Move, keystone, mirrored, unmoved, window

Graph = Callable[[int, int, float], str]
"""From width, height and frame rate of the input to a filter graph from [in] to [out]."""


@dataclass(frozen=True)
class PictureStep:
    """`move`: where a point of the frame comes to lie."""

    graph: Graph
    encoder: str
    move: Move = unmoved


@dataclass(frozen=True)
class PictureChain:
    """`group` is how the results are pooled: plain, hard (cropped, captioned, filmed, twice coded) or control.
    `covered`: what lies under captions and logos at the end."""

    name: str
    group: str
    steps: tuple[PictureStep, ...]
    covered: tuple[Box, ...] = ()

    @property
    def moves(self) -> list[Move]:
        return [step.move for step in self.steps]


@dataclass(frozen=True)
class SoundStep:
    filters: str
    encoder: str


@dataclass(frozen=True)
class SoundChain:
    name: str
    steps: tuple[SoundStep, ...]
    suffix: str
    adds_music: bool = False


def h264(quality: int) -> str:
    return f"-c:v libx264 -preset veryfast -crf {quality} -pix_fmt yuv420p"


HEVC = "-c:v libx265 -preset veryfast -crf 32 -pix_fmt yuv420p -tag:v hvc1 -x265-params log-level=error:pools=1"
VP9 = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -crf 40 -b:v 0 -pix_fmt yuv420p"

CAPTION = (
    "drawbox=x=0:y=ih*0.84:w=iw:h=ih*0.16:color=black@0.8:t=fill,"
    "drawtext=font='DejaVu Sans':text='SHOCKING - WATCH WHAT THEY SAID':fontcolor=white"
    ":fontsize='min(h/18,w/21)':x=(w-tw)/2:y=h*0.89"
)
LOGO = (
    "drawbox=x=iw*0.83:y=ih*0.04:w=iw*0.13:h=ih*0.09:color=red@0.9:t=fill,"
    "drawtext=font='DejaVu Sans':text='NEWS9':fontcolor=white:fontsize='min(h/24,w/34)':x=w*0.84:y=h*0.065"
)
CAPTION_PLACE = Box(0, 0.84, 1, 0.16)
LOGO_PLACE = Box(0.83, 0.04, 0.13, 0.09)
COLOUR = "eq=brightness=0.06:contrast=1.2:saturation=1.4:gamma=1.15"


def even(size: float) -> int:
    return max(2, round(size / 2) * 2)


def shrunk(width: int, height: int, short_side: int) -> tuple[int, int]:
    """The size with the short side at `short_side`, never enlarged."""
    factor = min(1.0, short_side / min(width, height))
    return even(width * factor), even(height * factor)


def plain(filters: str = "null") -> Graph:
    return lambda width, height, rate: f"[in]{filters}[out]"


def scaled(short_side: int, before: str = "", after: str = "", kept: tuple[float, float] = (1, 1)) -> Graph:
    """Scales to `short_side`; `before` may crop the frame to the fractions `kept`."""

    def graph(width: int, height: int, rate: float) -> str:
        wide, high = shrunk(round(width * kept[0]), round(height * kept[1]), short_side)
        return f"[in]{before}scale={wide}:{high},setsar=1{after}[out]"

    return graph


KEYSTONE = ((-0.05, -0.04), (1.06, -0.07), (-0.07, 1.06), (1.045, 1.05))
"""Where the corners of a filmed screen lie: top left, top right, bottom left, bottom right."""


def filmed(width: int, height: int, rate: float) -> str:
    """A screen filmed by hand: keystone with the edges lost, drifting moire, blur, noise, a duller picture."""
    wide, high = shrunk(width, height, 480)
    corners = ":".join(f"x{n}=W*{x}:y{n}=H*{y}" for n, (x, y) in enumerate(KEYSTONE))
    angle = f"perspective={corners}:sense=destination"
    waves = "128+5*sin(X*.9+Y*.13)+4*sin(Y*.7-X*.05)+3*sin(X*.051+Y*.037)"
    return (
        f"[in]scale={wide}:{high},setsar=1,eq=gamma=0.85:contrast=0.92:saturation=0.85,{angle},"
        f"gblur=sigma=0.8,format=yuv420p[screen];"
        f"color=gray:size={wide + 128}x{high + 64}:rate={rate:.4f}:duration=0.1,format=yuv420p,"
        f"geq=lum='{waves}':cb=128:cr=128,trim=end_frame=1,loop=-1:1,setpts=N/({rate:.4f}*TB),"
        f"crop={wide}:{high}:x='mod(n*3,120)':y='mod(n,60)'[moire];"
        f"[screen][moire]blend=c0_mode=grainmerge:c1_mode=normal:c2_mode=normal:shortest=1,"
        f"noise=alls=7:allf=t:all_seed=7[out]"
    )


def one(
    name: str, group: str, graph: Graph, encoder: str, move: Move = unmoved, covered: tuple[Box, ...] = ()
) -> PictureChain:
    return PictureChain(name, group, (PictureStep(graph, encoder, move),), covered)


MEDIUM = one("480p crf 28", "plain", scaled(480), h264(28))
SMALL = one("360p crf 32", "plain", scaled(360), h264(32))
SMALLEST = one("240p crf 34", "plain", scaled(240), h264(34))
UNTOUCHED = one("crf 23", "control", plain(), h264(23))
FILMED = one("screen recording", "hard", filmed, h264(29), keystone(KEYSTONE))
SOCIAL = PictureChain(
    "social, twice coded",
    "hard",
    (
        PictureStep(plain(), h264(28)),
        PictureStep(
            scaled(360, before="crop=iw*0.92:ih*0.93:iw*0.05:ih*0.02,", after=f",{LOGO},{CAPTION}", kept=(0.92, 0.93)),
            h264(32),
            window(0.05, 0.02, 0.92, 0.93),
        ),
    ),
    (CAPTION_PLACE, LOGO_PLACE),
)

PICTURE_CHAINS = (
    one("crf 35", "plain", plain(), h264(35)),
    SMALL,
    SMALLEST,
    one("HEVC", "plain", scaled(480), HEVC),
    one("VP9", "plain", scaled(480), VP9),
    one(
        "letterbox",
        "plain",
        plain("pad=iw:'trunc(ih*1.35/2)*2':0:(oh-ih)/2:black"),
        h264(28),
        window(0, -0.175, 1, 1.35),
    ),
    one("mirror", "plain", plain("hflip"), h264(28), mirrored),
    one("logo and colour", "plain", plain(f"{LOGO},{COLOUR}"), h264(28), covered=(LOGO_PLACE,)),
    one("24 fps", "plain", plain("fps=24"), h264(28)),
    one("25 fps", "plain", plain("fps=25"), h264(28)),
    one("30 fps", "plain", plain("fps=30"), h264(28)),
    one("caption bar", "hard", plain(CAPTION), h264(28), covered=(CAPTION_PLACE,)),
    one(
        "10 % crop",
        "hard",
        plain("crop='trunc(iw*0.9/2)*2':'trunc(ih*0.88/2)*2':iw*0.03:ih*0.07"),
        h264(28),
        window(0.03, 0.07, 0.9, 0.88),
    ),
    FILMED,
    SOCIAL,
)
FORGERY_CHAINS = (UNTOUCHED, MEDIUM, SMALL, SMALLEST, SOCIAL, FILMED)
"""What a manipulated picture goes through before it is looked up."""

AAC = "-c:a aac"
OPUS = "-c:a libopus"
ROOM = "aecho=0.8:0.6:23|41|67:0.4|0.3|0.2,highpass=f=200,lowpass=f=3500,volume=-3dB"
MUSIC = (
    "[in]aformat=channel_layouts=stereo[speech];"
    "aevalsrc='0.12*(sin(2*PI*220*t)+sin(2*PI*277.2*t)+sin(2*PI*329.6*t))*(0.65+0.35*sin(4*PI*t))"
    "+0.1*sin(2*PI*110*t)*lt(mod(t,0.5),0.2)':channel_layout=stereo:sample_rate=44100,volume=-9dB[music];"
    "[speech][music]amix=inputs=2:duration=first:normalize=0[out]"
)


def heard(name: str, encoder: str, suffix: str, filters: str = "anull") -> SoundChain:
    return SoundChain(name, (SoundStep(f"[in]{filters}[out]", encoder),), suffix)


COMMON_SOUND = heard("AAC 64k", f"{AAC} -b:a 64k", ".m4a")
AAC_32 = heard("AAC 32k", f"{AAC} -b:a 32k -ac 1", ".m4a")
OPUS_24 = heard("Opus 24k", f"{OPUS} -b:a 24k -ac 1", ".ogg")
MP3_48 = heard("MP3 48k", "-c:a libmp3lame -b:a 48k -ac 1", ".mp3")
IN_ROOM = heard("room", f"{AAC} -b:a 48k -ac 1", ".m4a", ROOM)

LOOKUP_SOUND_CHAINS = (AAC_32, OPUS_24, MP3_48, IN_ROOM)
SPLICE_SOUND_CHAINS = (AAC_32, OPUS_24, IN_ROOM, COMMON_SOUND, MP3_48)
BENIGN_SOUND_CHAINS = SPLICE_SOUND_CHAINS + (
    heard("equaliser and limiter", f"{AAC} -b:a 96k", ".m4a", "volume=6dB,bass=g=6,treble=g=-4,alimiter"),
    SoundChain(
        "twice coded",
        (SoundStep("[in]anull[out]", f"{AAC} -b:a 48k"), SoundStep("[in]anull[out]", f"{OPUS} -b:a 20k -ac 1")),
        ".ogg",
    ),
    SoundChain("music bed -9 dB", (SoundStep(MUSIC, f"{AAC} -b:a 64k"),), ".m4a", adds_music=True),
    heard("gain -12 dB", f"{AAC} -b:a 64k", ".m4a", "volume=-12dB"),
)
