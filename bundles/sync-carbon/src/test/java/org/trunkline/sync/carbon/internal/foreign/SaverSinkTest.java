package org.trunkline.sync.carbon.internal.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trunkline.sync.ApiIdentity;
import org.trunkline.sync.ArtifactBody;
import org.trunkline.sync.ArtifactKey;
import org.trunkline.sync.ArtifactStoreException;
import org.trunkline.sync.ArtifactStoreException.Kind;
import org.trunkline.sync.ArtifactWrite;
import org.trunkline.sync.Instruction;
import org.trunkline.sync.Revision;
import org.trunkline.sync.carbon.internal.RecordedEvents;
import org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.exception.ArtifactSynchronizerException;

class SaverSinkTest {

    private static final ApiIdentity PIZZA = ApiIdentity.of("Pizza", "1.0.0", "carbon.super");

    private final FakeSaver saver = new FakeSaver();
    private final RecordedEvents events = new RecordedEvents();
    private final ForeignService<org.wso2.carbon.apimgt.impl.gatewayartifactsynchronizer.ArtifactSaver> service =
            SaverSink.foreign("GHSaver", saver);
    private final SaverSink sink = new SaverSink("GHSaver", service, events);

    @Test
    void handsEachArtifactToTheSaverAndAnnouncesItWithoutARevision() throws Exception {
        Optional<Revision> revision =
                sink.publish(List.of(write("gold", "käse"), write("silver", "käse"), removal("bronze")));

        assertEquals(Optional.empty(), revision);
        assertEquals(List.of("init", "Publish gold käse", "Publish silver käse", "Remove bronze gone"), saver.calls);
        assertEquals(List.of("gold", "silver", "bronze"), announcedLabels());
        assertTrue(
                events.published().stream().allMatch(event -> event.revision().isEmpty()));
    }

    @Test
    void initializesTheSaverOnceAndDisconnectsItAtTheEnd() throws Exception {
        service.initialize();
        sink.publish(List.of(write("gold", "{}")));
        sink.publish(List.of(write("gold", "{}")));
        service.close();
        service.close();

        assertEquals(List.of("init", "Publish gold {}", "Publish gold {}", "disconnect"), saver.calls);
    }

    @Test
    void initializesTheSaverAgainWhenThatFailedBefore() throws Exception {
        saver.failure = new ArtifactSynchronizerException("not yet");
        assertThrows(ArtifactStoreException.class, () -> sink.publish(List.of(write("gold", "{}"))));

        saver.failure = null;
        sink.publish(List.of(write("gold", "{}")));

        assertEquals(List.of("init", "Publish gold {}"), saver.calls);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new ArtifactSynchronizerException("HTTP 503"),
                new IllegalStateException("HTTP 503"),
                new UndeclaredThrowableException(new Exception("HTTP 403")),
                new AssertionError("not initialized"),
                new NoClassDefFoundError("feign/Feign"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void reportsWhateverTheSaverThrowsUnderItsName(Throwable failure) {
        saver.failure = failure;
        saver.failFrom = 1;

        ArtifactStoreException e =
                assertThrows(ArtifactStoreException.class, () -> sink.publish(List.of(write("gold", "{}"))));

        assertTrue(e.getMessage().startsWith("ArtifactSaver 'GHSaver' did not save the Publish of "), e::getMessage);
        assertSame(failure, e.getCause());
        assertEquals(failure instanceof Error ? Kind.REJECTED : Kind.UNAVAILABLE, e.kind());
    }

    @Test
    void saysHowManyArtifactsTheSaverHadTakenAndAnnouncesThose() {
        saver.failure = new ArtifactSynchronizerException("HTTP 503");
        saver.failFrom = 3;

        ArtifactStoreException e = assertThrows(
                ArtifactStoreException.class,
                () -> sink.publish(List.of(write("gold", "{}"), write("silver", "{}"), write("bronze", "{}"))));

        assertTrue(e.getMessage().contains("after it had taken 2 of 3 artifacts"), e::getMessage);
        assertEquals(List.of("gold", "silver"), announcedLabels());
    }

    @Test
    void refusesWhatTheSaversInterfaceHasNoPlaceForBeforeAnythingIsSaved() {
        ArtifactWrite expecting = write("gold", "{}").expecting(Revision.of("7"));
        ArtifactWrite expectingAbsent = write("gold", "{}").expectingAbsent();
        ArtifactWrite archive = ArtifactWrite.of(
                ArtifactKey.revisionArchive("a1", "r1"), Instruction.PUBLISH, PIZZA, ArtifactBody.of("zip"));
        ArtifactWrite binary = ArtifactWrite.of(
                ArtifactKey.synapse("gold", "a1"), Instruction.PUBLISH, PIZZA, ArtifactBody.of(new byte[] {(byte) 0xff
                }));

        for (ArtifactWrite refused : List.of(expecting, expectingAbsent, archive, binary)) {
            ArtifactStoreException e = assertThrows(
                    ArtifactStoreException.class, () -> sink.publish(List.of(write("silver", "{}"), refused)));
            assertEquals(Kind.REJECTED, e.kind());
        }
        assertEquals(List.of(), saver.calls);
        assertEquals(List.of(), events.published());
    }

    @Test
    void refusesAnEmptyBatchAndOneThatNamesAKeyTwice() {
        assertThrows(IllegalArgumentException.class, () -> sink.publish(List.of()));
        assertThrows(
                IllegalArgumentException.class, () -> sink.publish(List.of(write("gold", "{}"), write("gold", "{}"))));
    }

    @Test
    void isUnavailableOnceTheServiceWent() {
        service.close();

        ArtifactStoreException e =
                assertThrows(ArtifactStoreException.class, () -> sink.publish(List.of(write("gold", "{}"))));

        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertEquals(List.of(), saver.calls);
    }

    private List<String> announcedLabels() {
        return events.published().stream().map(event -> event.key().label()).collect(Collectors.toList());
    }

    private static ArtifactWrite write(String label, String body) {
        return ArtifactWrite.of(ArtifactKey.synapse(label, "a1"), Instruction.PUBLISH, PIZZA, ArtifactBody.of(body));
    }

    private static ArtifactWrite removal(String label) {
        return ArtifactWrite.of(ArtifactKey.synapse(label, "a1"), Instruction.REMOVE, PIZZA, ArtifactBody.of("gone"));
    }
}
