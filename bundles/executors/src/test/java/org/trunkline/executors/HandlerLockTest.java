package org.trunkline.executors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.trunkline.executors.Trunk.SERVICE;
import static org.trunkline.executors.Trunk.TESTING;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wso2.carbon.registry.core.jdbc.handlers.RequestContext;
import org.wso2.carbon.registry.extensions.utils.CommonUtil;

/** On a server that has WSO2's media type handlers. */
class HandlerLockTest {

    @BeforeEach
    @AfterEach
    void forget() {
        CommonUtil.releaseUpdateLock();
        CommonUtil.releaseAddingAssociationLock();
        CommonUtil.CALLS.remove();
    }

    @Test
    void theHandlersAreKeptAwayWhileAServiceIsCopiedAndNoLonger() throws Exception {
        Trunk trunk = Trunk.filled();

        assertTrue(Trunk.promotion().execute(trunk.context(SERVICE, Map.of()), "a", "b"));

        assertEquals(
                List.of(
                        "acquireUpdateLock",
                        "releaseUpdateLock",
                        "acquireAddingAssociationLock",
                        "releaseAddingAssociationLock"),
                CommonUtil.CALLS.get());
    }

    @Test
    void theyComeBackWhenTheRegistryRefuses() throws Exception {
        Trunk trunk = Trunk.filled();
        trunk.put(TESTING + "schemas", "text/plain", "in the way");

        assertFalse(Trunk.promotion().execute(trunk.context(SERVICE, Map.of()), "a", "b"));

        assertEquals(List.of("acquireUpdateLock", "releaseUpdateLock"), CommonUtil.CALLS.get());
    }

    @Test
    void withinAHandlerNothingIsCopied() throws Exception {
        Trunk trunk = Trunk.filled();
        RequestContext context = trunk.context(SERVICE, Map.of());
        CommonUtil.acquireUpdateLock();

        assertFalse(Trunk.promotion().execute(context, "a", "b"));

        assertEquals(
                "The registry is within another change of the same thread; try again.",
                context.getProperty("executorMessage"));
        assertFalse(CommonUtil.isUpdateLockAvailable());
    }
}
