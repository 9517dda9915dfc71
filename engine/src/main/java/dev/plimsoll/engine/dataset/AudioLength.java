package dev.plimsoll.engine.dataset;

/**
 * How long a recording plays: WAV from its "fmt " and "data" chunks, MP3 by walking its frames (ISO 11172-3 and 13818-3, layer III), since
 * a variable bit rate leaves no other way.
 */
final class AudioLength {
    private static final double NS = 1e9;
    /** kbit/s of MPEG-1 layer III by index; 0 is free format, 15 forbidden. */
    private static final int[] KBIT_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    /** The same of MPEG-2 and 2.5. */
    private static final int[] KBIT_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};

    private static final int[] HZ_1 = {44_100, 48_000, 32_000, 0};
    private static final int HEADER = 4;

    private AudioLength() {}

    /** Nanoseconds, -1 where the file is of another format or broken. */
    static long ns(Base64Bytes file) {
        return file.has(0, "RIFF") && file.has(8, "WAVE") ? wav(file) : mp3(file);
    }

    private static long wav(Base64Bytes file) {
        long bytesPerSecond = -1;
        long at = 12;
        while (file.at(at) >= 0) {
            long size = file.little32(at + 4);
            if (file.has(at, "fmt ")) {
                bytesPerSecond = file.little32(at + 16);
            } else if (file.has(at, "data")) {
                long here = Math.min(size, file.length() - at - 8); // a recorder that was cut off did not know its size
                return bytesPerSecond > 0 && here >= 0 ? Math.round(here * NS / bytesPerSecond) : -1;
            }
            if (size < 0) {
                return -1;
            }
            at += 8 + size + (size & 1);
        }
        return -1;
    }

    private static long mp3(Base64Bytes file) {
        long at = afterTag(file);
        double seconds = 0;
        for (Frame frame = Frame.at(file, at); frame != null; frame = Frame.at(file, at)) {
            boolean tells = seconds == 0 && frame.isIndex(file, at);
            seconds += tells ? 0 : frame.seconds();
            at += frame.bytes();
        }
        return seconds > 0 ? Math.round(seconds * NS) : -1;
    }

    /** Behind an ID3v2 tag, whose size has seven bits a byte. */
    private static long afterTag(Base64Bytes file) {
        if (!file.has(0, "ID3")) {
            return 0;
        }
        long size = 0;
        for (int i = 6; i < 10; i++) {
            size = size << 7 | Math.max(0, file.at(i));
        }
        return 10 + size;
    }

    /** One frame of layer III. */
    private record Frame(int bytes, double seconds, int sideInfo) {
        static @org.jspecify.annotations.Nullable Frame at(Base64Bytes file, long at) {
            if (file.at(at) != 0xFF || file.at(at + 2) < 0 || (file.at(at + 1) & 0xE6) != 0xE2) {
                return null;
            }
            int version = file.at(at + 1) >> 3 & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
            int third = file.at(at + 2);
            boolean one = version == 3;
            int bits = (one ? KBIT_1 : KBIT_2)[third >> 4] * 1000;
            int hz = HZ_1[third >> 2 & 3] >> (one ? 0 : version == 2 ? 1 : 2);
            if (version == 1 || bits == 0 || hz == 0) {
                return null;
            }
            int samples = one ? 1152 : 576;
            boolean mono = file.at(at + 3) >> 6 == 3;
            int sideInfo = one ? mono ? 17 : 32 : mono ? 9 : 17;
            return new Frame(samples / 8 * bits / hz + (third >> 1 & 1), (double) samples / hz, sideInfo);
        }

        /** Whether it holds no sound but what an encoder tells of the file. */
        boolean isIndex(Base64Bytes file, long at) {
            long tag = at + HEADER + sideInfo;
            return file.has(tag, "Xing") || file.has(tag, "Info");
        }
    }
}
