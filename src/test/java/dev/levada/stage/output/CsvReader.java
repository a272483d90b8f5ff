package dev.levada.stage.output;

import java.util.ArrayList;
import java.util.List;

/// A reader of RFC 4180 by the letter: comma, CRLF, quotes doubled inside quotes. A cell without anything, not even
/// quotes, is null.
final class CsvReader {

    private final String text;
    private int at;

    private CsvReader(String text) {
        this.text = text;
    }

    static List<List<String>> read(String text) {
        CsvReader reader = new CsvReader(text);
        List<List<String>> rows = new ArrayList<>();
        while (reader.at < text.length()) {
            rows.add(reader.row());
        }
        return rows;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        if (!text.startsWith("\r\n", at)) {
            throw new IllegalArgumentException("expected , or CRLF at " + at);
        }
        at += 2;
        return cells;
    }

    private String cell() {
        if (text.charAt(at) != '"') {
            int start = at;
            while (",\"\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return start == at ? null : text.substring(start, at);
        }
        StringBuilder cell = new StringBuilder();
        for (at++;; at++) {
            if (text.charAt(at) == '"') {
                at++;
                if (text.charAt(at) != '"') {
                    return cell.toString();
                }
            }
            cell.append(text.charAt(at));
        }
    }
}
