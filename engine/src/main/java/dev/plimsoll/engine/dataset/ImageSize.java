package dev.plimsoll.engine.dataset;

/**
 * How large an image is, from the head of its file: PNG ("IHDR" comes first) and JPEG (the frame header, SOF, behind any number of other
 * segments). The JDK's ImageIO reads the same, but loads the desktop's libraries into a process that measures.
 */
final class ImageSize {
    private ImageSize() {}

    /** Width x height, -1 where the file is of another format or broken. */
    static long pixels(Base64Bytes file) {
        if (file.has(1, "PNG")) {
            return area(file.big32(16), file.big32(20));
        }
        return file.big16(0) == 0xFFD8 ? jpeg(file) : -1;
    }

    private static long jpeg(Base64Bytes file) {
        long at = 2;
        while (file.at(at) == 0xFF) {
            int marker = file.at(at + 1);
            if (marker == 0xFF) {
                at++; // a filling byte
                continue;
            }
            if (isFrame(marker)) {
                return area(file.big16(at + 7), file.big16(at + 5));
            }
            int length = file.big16(at + 2);
            if (length < 2) {
                return -1;
            }
            at += 2L + length;
        }
        return -1;
    }

    /** SOF0 to SOF15 without DHT, JPG and DAC, which lie between them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static long area(long width, long height) {
        return width > 0 && height > 0 ? width * height : -1;
    }
}
