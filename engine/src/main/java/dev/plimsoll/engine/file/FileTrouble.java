package dev.plimsoll.engine.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in plain words why a file operation failed. */
public final class FileTrouble {
    private FileTrouble() {}

    /** {@code no such file or folder}, {@code no permission}, {@code the disk is full}, ... */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "no permission";
            case NotDirectoryException _ -> "not a folder";
            case FileSystemException f when f.getReason() != null -> plain(f.getReason());
            default -> plain(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        };
    }

    private static String plain(String reason) {
        if (reason.contains("No space left")) {
            return "the disk is full";
        }
        if (reason.contains("Read-only file system")) {
            return "the disk is read-only";
        }
        return reason;
    }
}
