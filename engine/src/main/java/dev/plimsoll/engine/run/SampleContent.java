package dev.plimsoll.engine.run;

import dev.plimsoll.engine.dataset.Content;
import dev.plimsoll.engine.endpoint.EndpointKind;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Something to try an endpoint with: a person's prompt, and of whatever else the endpoint needs a small one. */
public final class SampleContent {
    private static final int IMAGE_PIXELS = 64;
    private static final int SAMPLES_PER_SECOND = 16_000;
    private static final int WAV_HEADER_BYTES = 44;

    private SampleContent() {}

    /** What this endpoint needs, made of a prompt; an endpoint that sends rows' own bodies still lacks one. */
    public static Content of(EndpointKind kind, String prompt) {
        List<Content.Part> parts = new ArrayList<>();
        if (kind.name().equals("rerank")) {
            parts.add(new Content.Text("query", prompt));
            parts.add(new Content.Text("passages", "A greeting is the first thing one person says to another."));
            parts.add(new Content.Text("passages", "The tide sets in along the quay."));
            return Content.ofParts(null, parts);
        }
        parts.add(new Content.Text(null, prompt));
        if (kind.lack(Content.ofParts(null, parts)).isPresent()) {
            if (kind.supportsImages()) {
                parts.add(image());
            } else if (kind.supportsAudio()) {
                parts.add(silence());
            }
        }
        return Content.ofParts(null, parts);
    }

    private static Content.Image image() {
        BufferedImage picture = new BufferedImage(IMAGE_PIXELS, IMAGE_PIXELS, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, Color.WHITE, 0, IMAGE_PIXELS, Color.BLUE));
        pen.fillRect(0, 0, IMAGE_PIXELS, IMAGE_PIXELS);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a stream into memory
        }
        return new Content.Image("data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray()));
    }

    /** One second of silence: WAV, 16 kHz, mono, 16 bits. */
    private static Content.Audio silence() {
        int dataBytes = SAMPLES_PER_SECOND * 2;
        ByteBuffer wav = ByteBuffer.allocate(WAV_HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(WAV_HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(SAMPLES_PER_SECOND).putInt(dataBytes).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(dataBytes);
        return new Content.Audio("wav", Base64.getEncoder().encodeToString(wav.array()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
