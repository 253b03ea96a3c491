// The C libraries of FFmpeg. Macros that Swift cannot import become functions here; no logic.
#pragma once
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libavutil/video_enc_params.h>
#include <libswscale/swscale.h>

/// A system error number as libav returns it.
static inline int vericlip_averror(int number) { return AVERROR(number); }
static inline int vericlip_averror_eof(void) { return AVERROR_EOF; }
static inline int vericlip_averror_decoder_not_found(void) { return AVERROR_DECODER_NOT_FOUND; }
/// The value of a timestamp that is not known.
static inline int64_t vericlip_no_timestamp(void) { return AV_NOPTS_VALUE; }
