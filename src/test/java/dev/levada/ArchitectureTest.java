package dev.levada;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of the house.
final class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.levada");
    private static final Path SOURCES = Path.of("src/main/java/dev/levada");
    private static final int LONGEST_FILE = 300;

    private static void holds(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void arrowsPointRightwardOnly() {
        holds(noClasses().that().resideInAPackage("dev.levada.model..").should().dependOnClassesThat()
                .resideInAnyPackage("dev.levada.entry..", "dev.levada.run..", "dev.levada.definition..",
                        "dev.levada.stage.."));
        holds(noClasses().that().resideInAnyPackage("dev.levada.stage..", "dev.levada.definition..").should()
                .dependOnClassesThat().resideInAnyPackage("dev.levada.entry..", "dev.levada.run.."));
        holds(noClasses().that().resideInAPackage("dev.levada.stage..").should().dependOnClassesThat()
                .resideInAPackage("dev.levada.definition.."));
        holds(noClasses().that().resideInAPackage("dev.levada.definition..").should().dependOnClassesThat()
                .resideInAPackage("dev.levada.stage.."));
        holds(noClasses().that().resideInAPackage("dev.levada.run..").should().dependOnClassesThat()
                .resideInAPackage("dev.levada.entry.."));
    }

    @Test
    void entryNeverReachesIntoTheRooms() {
        holds(noClasses().that().resideInAPackage("dev.levada.entry..").should().dependOnClassesThat()
                .resideInAPackage("dev.levada.stage.."));
    }

    @Test
    void roomsAreStrangersToEachOther() {
        holds(slices().matching("dev.levada.stage.(*)..").should().notDependOnEachOther());
    }

    @Test
    void theModelDependsOnTheJdkOnly() {
        holds(classes().that().resideInAPackage("dev.levada.model..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.levada.model.."));
    }

    @Test
    void mutinyStaysInRunBytesAndSink() {
        holds(noClasses().that()
                .resideOutsideOfPackages("dev.levada.run..", "dev.levada.stage.bytes..", "dev.levada.stage.sink..")
                .should().dependOnClassesThat().resideInAPackage("io.smallrye.mutiny.."));
    }

    @Test
    void quarkusAndCdiStayInEntry() {
        holds(noClasses().that().resideOutsideOfPackage("dev.levada.entry..").should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..", "com.amazonaws..",
                        "org.crac.."));
    }

    @Test
    void theCommandLineAloneReadsCommandLines() {
        holds(noClasses().that().doNotHaveFullyQualifiedName("dev.levada.entry.cli.Arguments").should()
                .dependOnClassesThat().resideInAPackage("org.apache.commons.cli.."));
    }

    @Test
    void whatTouchesTheAwsSdkIsNamedAfterTheServiceAndLivesAtTheEdge() {
        holds(noClasses().that(resideInAPackage("dev.levada..")
                .and(simpleNameStartingWith("S3").or(simpleNameStartingWith("Sqs")).or(enclosedByS3()).negate()))
                .should().dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.."));
        holds(noClasses().that(resideInAPackage("dev.levada..")
                .and(resideInAnyPackage("dev.levada.run..", "dev.levada.stage.bytes..", "dev.levada.stage.sink..")
                        .negate()))
                .should().dependOnClassesThat().resideInAPackage("software.amazon.awssdk.."));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> enclosedByS3() {
        return com.tngtech.archunit.base.DescribedPredicate.describe("enclosed by a class named S3...",
                type -> type.getName().matches(".*\\.S3[A-Za-z]*\\$.*"));
    }

    @Test
    void jacksonStaysOffTheRecordPath() {
        holds(noClasses().that().resideInAnyPackage("dev.levada.stage..", "dev.levada.model..").should()
                .dependOnClassesThat().resideInAnyPackage("com.fasterxml.jackson..", "org.yaml.."));
    }

    @Test
    void namesSaySomething() {
        holds(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base[A-Z]\\w*)"));
    }

    @Test
    void classesAreFinalUnlessTheyAreSealedOrInterfaces() {
        holds(classes().should(new ArchCondition<JavaClass>("be final, abstract or an interface") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.isInterface() || type.isEnum() || type.isRecord() || type.isAnonymousClass()
                        || type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                        || type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
                        || type.getSimpleName().equals("package-info");
                events.add(new SimpleConditionEvent(type, closed, type.getName() + " is open"));
            }
        }));
    }

    @Test
    void filesStayReadable() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                long lines = Files.readAllLines(file).size();
                if (lines > LONGEST_FILE) {
                    tooLong.add(file + ": " + lines);
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void everyPackageSaysWhyItIsThere() throws IOException {
        List<Path> silent = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(SOURCES)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (hasSources(folder) && !Files.exists(folder.resolve("package-info.java"))) {
                    silent.add(folder);
                }
            }
        }
        assertEquals(List.of(), silent);
    }

    private static boolean hasSources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        }
    }

    @Test
    void theReadmeDrawsTheHouseAsItIs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Matcher drawing = Pattern.compile("trigger ─▶ ┃ ([a-z ┃]+) ┃ ─▶").matcher(readme);
        assertTrue(drawing.find(), "README.md draws the rooms");
        List<String> drawn = Stream.of(drawing.group(1).split("┃")).map(String::strip).toList();
        try (Stream<Path> rooms = Files.list(SOURCES.resolve("stage"))) {
            List<String> built = rooms.filter(Files::isDirectory).map(room -> room.getFileName().toString()).sorted()
                    .toList();
            assertEquals(built, drawn.stream().sorted().toList());
        }
        for (String room : drawn) {
            assertTrue(readme.contains("    " + room + "/ "), "README.md's tree lists " + room);
        }
    }
}
