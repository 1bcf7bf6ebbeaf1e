package org.trunkline.gateway.internal.synapse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.gateway.internal.mediation.Axis2;
import org.trunkline.gateway.internal.mediation.Expression;
import org.trunkline.gateway.internal.mediation.PayloadFactory;
import org.trunkline.gateway.internal.mediation.Sequence;
import org.trunkline.gateway.internal.mediation.SetValue;
import org.trunkline.gateway.internal.mediation.Turn;

/** The sequences that WSO2's publisher refers to and every gateway of WSO2 brings itself. */
final class BuiltInSequences {

    /** The gateway's own answer when a back end fails. */
    static final String FAULT = "fault";

    private static final Map<String, Sequence> KNOWN = Map.of(
            FAULT,
            refusal("500", "The API ended in its fault sequence"),
            "_production_key_error_",
            refusal(
                    "403",
                    "The API has no production endpoint, and the preview front has no keys but" + " production keys"),
            "_sandbox_key_error_",
            refusal("403", "The API has no sandbox endpoint"));

    private BuiltInSequences() {}

    static Optional<Sequence> find(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    private static Sequence refusal(String status, String reason) {
        return new Sequence(List.of(
                PayloadFactory.of(
                        PayloadFactory.Kind.JSON,
                        "{\"status\":" + status + ",\"detail\":\"" + reason + "\"}",
                        List.of()),
                new SetValue(Expression.Scope.AXIS2, Axis2.HTTP_SC, new Expression.Text(status)),
                Turn.REPLY));
    }
}
