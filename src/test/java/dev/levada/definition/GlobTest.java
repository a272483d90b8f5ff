package dev.levada.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " ~ ", quoteCharacter = '§', textBlock = """
            exports/users/** ~ exports/users/2026.json ~ true
            exports/users/** ~ exports/users/2026/11/23.json ~ true
            exports/users/** ~ exports/users ~ false
            exports/users/** ~ exports/users2/a.json ~ false
            exports/users/** ~ x/exports/users/a.json ~ false
            a/*.json ~ a/b.json ~ true
            a/*.json ~ a/.json ~ true
            a/*.json ~ a/b/c.json ~ false
            a/*.json ~ a/b.jsonl ~ false
            a/*.json ~ a/bxjson ~ false
            a/* ~ a/ ~ true
            */b ~ a/b ~ true
            */b ~ a/a/b ~ false
            ** ~ anything/at/all ~ true
            **.json ~ a/b/c.json ~ true
            **/x.json ~ x.json ~ true
            **/x.json ~ a/b/x.json ~ true
            **/x.json ~ a/bx.json ~ false
            a/**/x ~ a/x ~ true
            a/**/x ~ a/b/c/x ~ true
            a/**/x ~ ax ~ false
            a**/x ~ ab/c/x ~ true
            a**/x ~ a/x ~ true
            a**/x ~ ax ~ false
            a? ~ ab ~ true
            a? ~ a ~ false
            a? ~ a/ ~ false
            a? ~ aé ~ true
            a? ~ a😀 ~ true
            {a,b}/x ~ a/x ~ true
            {a,b}/x ~ b/x ~ true
            {a,b}/x ~ c/x ~ false
            {a,b}/x ~ {a,b}/x ~ false
            *.{json,json.gz} ~ x.json.gz ~ true
            {*.json,b/**} ~ b/c/d ~ true
            a{,.gz} ~ a ~ true
            a,b} ~ a,b} ~ true
            a.b+(c)[d]^$|\\ ~ a.b+(c)[d]^$|\\ ~ true
            [ab] ~ a ~ false
            a.b ~ axb ~ false
            São Paulo/* ~ São Paulo/x y ~ true
            """)
    void aGlobMatchesAWholeKey(String glob, String key, boolean matches) {
        assertNull(Glob.mistake(glob));
        assertEquals(matches, Definitions.matches(glob, key));
    }

    @Test
    void aLineFeedInAKeyIsACharacterLikeAnyOther() {
        assertEquals(true, Definitions.matches("a/**", "a/b\nc"));
        assertEquals(true, Definitions.matches("a/*", "a/b\nc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "a/{b", "{a{b}}", "{a,{b,c}}"})
    void whatIsNoGlobIsSaid(String glob) {
        assertNotNull(Glob.mistake(glob));
    }

    @Test
    void aGlobIsNoLongerThanAKey() {
        assertNull(Glob.mistake("a".repeat(1024)));
        assertNotNull(Glob.mistake("a".repeat(1025)));
    }

    @Test
    void manyStarsTakeNoTime() {
        assertEquals(false, Definitions.matches("*a".repeat(500), "a".repeat(499) + "b".repeat(500)));
    }
}
