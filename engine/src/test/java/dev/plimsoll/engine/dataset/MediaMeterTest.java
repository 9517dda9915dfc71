package dev.plimsoll.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.plimsoll.engine.record.Modalities;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaMeterTest {
    private static Modalities of(Content.Part... parts) {
        return new MediaMeter().add(Content.ofParts(null, List.of(parts))).sum();
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static Content.Image sent(String format, byte[] file) {
        return new Content.Image("data:image/" + format + ";base64," + base64(file));
    }

    private static String base64(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    @ParameterizedTest
    @CsvSource({"png, 1, 1", "png, 640, 480", "jpeg, 7, 300", "jpeg, 1024, 768"})
    void anImageIsAsLargeAsItsFileSays(String format, int width, int height) throws IOException {
        byte[] file = image(format, width, height);
        Modalities sent = of(sent(format, file), sent(format, file));
        assertEquals(new Modalities(2, 2L * width * height, 2L * file.length, 0, 0, 0, 0), sent);
    }

    @Test
    void theFrameOfAJpegIsFoundBehindItsOtherSegments() throws IOException {
        byte[] plain = image("jpeg", 32, 20);
        byte[] comment = new byte[60_004];
        comment[0] = (byte) 0xFF;
        comment[1] = (byte) 0xFE;
        comment[2] = (byte) (60_002 >> 8);
        comment[3] = (byte) 60_002;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        file.writeBytes(comment);
        file.write(plain, 2, plain.length - 2);
        assertEquals(640, of(sent("jpeg", file.toByteArray())).imagePixels());
    }

    @Test
    void whatTheServerFetchesItselfHasNoKnownSize() throws IOException {
        Content.Image elsewhere = new Content.Image("https://example.org/cat.png");
        assertEquals(new Modalities(1, -1, -1, 0, 0, 0, 0), of(elsewhere));
        assertEquals(
                new Modalities(2, -1, -1, 0, 0, 0, 0),
                of(elsewhere, sent("png", image("png", 2, 2))),
                "what is known of one of them is not the sum");
    }

    @Test
    void textIsNoModality() {
        assertEquals(Modalities.NONE, of(new Content.Text(null, "hello")));
    }

    @ParameterizedTest
    @CsvSource({"16000, 1, 24000", "44100, 2, 441", "8000, 1, 1"})
    void aWaveFilePlaysAsLongAsItsSamples(int hz, int channels, int frames) throws IOException {
        AudioFormat format = new AudioFormat(hz, 16, channels, true, false);
        byte[] samples = new byte[frames * channels * 2];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, frames),
                AudioFileFormat.Type.WAVE,
                out);
        Modalities sent = of(new Content.Audio("wav", base64(out.toByteArray())));
        assertEquals(Math.round(frames * 1e9 / hz), sent.audioNs());
        assertEquals(out.size(), sent.audioBytes());
    }

    /** MPEG-1 layer III, 44.1 kHz, frames of 128 and 64 kbit/s in turn behind a tag: 1152 samples each. */
    @Test
    void anMp3PlaysAsLongAsItsFramesWhateverTheirBitRate() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 1, 2}); // 130 bytes of tag follow
        file.writeBytes(new byte[130]);
        for (int i = 0; i < 10; i++) {
            boolean fast = i % 2 == 0;
            byte[] frame = new byte[144 * (fast ? 128_000 : 64_000) / 44_100];
            frame[0] = (byte) 0xFF;
            frame[1] = (byte) 0xFB;
            frame[2] = (byte) (fast ? 0x90 : 0x50);
            if (i == 0) {
                System.arraycopy(new byte[] {'X', 'i', 'n', 'g'}, 0, frame, 36, 4); // an index, no sound
            }
            file.writeBytes(frame);
        }
        assertEquals(
                Math.round(9 * 1152 * 1e9 / 44_100),
                of(new Content.Audio("mp3", base64(file.toByteArray()))).audioNs());
    }

    @ParameterizedTest
    @CsvSource({"''", "AAAA", "UklGRgAAAABXQVZF", "iVBORw0KGgo="})
    void aBrokenFileHasNoKnownLength(String base64) {
        assertEquals(-1, of(new Content.Audio("wav", base64)).audioNs());
        assertEquals(
                -1, of(new Content.Image("data:image/png;base64," + base64)).imagePixels());
    }
}
