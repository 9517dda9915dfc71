package dev.plimsoll.charts.viewer;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Line2D;
import javafx.scene.canvas.GraphicsContext;
import org.jfree.fx.FXGraphics2D;

/** Draws thin level and upright lines on pixel centres, because a canvas would smear them over two rows. */
final class SharpGraphics extends FXGraphics2D {
    SharpGraphics(GraphicsContext canvas) {
        super(canvas);
    }

    @Override
    public void draw(Shape shape) {
        if (shape instanceof Line2D line
                && getStroke() instanceof BasicStroke stroke
                && stroke.getLineWidth() < 1.5f
                && (line.getX1() == line.getX2()) != (line.getY1() == line.getY2())) {
            if (line.getX1() == line.getX2()) {
                double x = Math.floor(line.getX1()) + 0.5;
                super.draw(new Line2D.Double(x, line.getY1(), x, line.getY2()));
            } else {
                double y = Math.floor(line.getY1()) + 0.5;
                super.draw(new Line2D.Double(line.getX1(), y, line.getX2(), y));
            }
            return;
        }
        super.draw(shape);
    }
}
