package io.github.dropshiproutes.api;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The walk in figures, as of now; what the console's tiles show. */
@RestController
@RequestMapping("/api/figures")
class FiguresController {

    private final FiguresTable figures;

    FiguresController(FiguresTable figures) {
        this.figures = figures;
    }

    @GetMapping
    Figures read() {
        return figures.read();
    }
}
