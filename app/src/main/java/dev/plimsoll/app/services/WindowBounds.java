package dev.plimsoll.app.services;

/** Where the window was, in pixels of the screen; {@code x} and {@code y} are those of its normal size where it was maximised. */
public record WindowBounds(double x, double y, double width, double height, boolean maximized) {}
