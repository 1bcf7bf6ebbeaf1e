package org.trunkline.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final int WIDE = 200;

    @Test
    void alignsColumnsAndLeavesNothingAtTheEndOfALine() {
        var table = new Table("API", "LABEL").row("PizzaShop", "Internal").row("Weather", "");

        assertEquals(List.of("API        LABEL", "PizzaShop  Internal", "Weather"), table.lines(WIDE, false));
    }

    @Test
    void alignsFiguresToTheRight() {
        var table = new Table("SIZE", "API").figures(0).row("9 B", "a").row("120 B", "b");

        assertEquals(List.of(" SIZE  API", "  9 B  a", "120 B  b"), table.lines(WIDE, false));
    }

    @Test
    void countsColumnsOfTheTerminalAndNotCharacters() {
        var table = new Table("CITY", "SKY")
                .row("東京", "clear")
                .row("Zu\u0308rich", "grey") // a u and a combining diaeresis
                .row("🍕🍕", "warm");

        assertEquals(
                List.of("CITY    SKY", "東京    clear", "Zu\u0308rich  grey", "🍕🍕    warm"), table.lines(WIDE, false));
    }

    @Test
    void cutsTheWidestColumnUntilTheLineFits() {
        var table = new Table("ID", "LABEL").row("6f2a1c5e-3b7d-4d0a-9c41", "Internal");

        var lines = table.lines(20, false);

        assertEquals(List.of("ID          LABEL", "6f2a1c5e-…  Internal"), lines);
    }

    @Test
    void neverCutsWhatAReaderCopies() {
        var table = new Table("LABEL", "ID").whole(1).row("Production and Sandbox", "6f2a1c5e-3b7d-4d0a");

        assertEquals("Produ…  6f2a1c5e-3b7d-4d0a", table.lines(10, false).get(1));
    }

    @Test
    void cutsInTheMiddleOfNoCharacter() {
        var table = new Table("NAME").row("東京東京東京東京");

        assertEquals("東京東…", table.lines(8, false).get(1));
    }

    @Test
    void showsControlCharactersInsteadOfObeyingThem() {
        var table = new Table("LABEL").row("a\u001b[31mred\nline\u202eback");

        assertEquals(
                "a\\u001b[31mred\\u000aline\\u202eback",
                table.lines(WIDE, false).get(1));
    }

    @Test
    void paintsOnlyWhenAsked() {
        var table = new Table("API").row(Style.BAD, "Weather");

        assertTrue(table.lines(WIDE, true).get(1).startsWith("\u001b[31mWeather"));
        assertEquals("Weather", table.lines(WIDE, false).get(1));
    }

    @Test
    void refusesARowThatDoesNotFitTheHeaders() {
        var table = new Table("API", "LABEL");

        assertThrows(IllegalArgumentException.class, () -> table.row("PizzaShop"));
    }
}
