package org.trunkline.gateway.internal.preview;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.gateway.internal.Serving;

/**
 * Switches the preview front on: a small HTTP server that interprets the Synapse definitions of the deployed APIs, so that
 * a person or a test can call them. It is no replacement for a gateway of WSO2.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = PreviewComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PreviewConfig.class)
public final class PreviewComponent {

    static final String PID = "org.trunkline.gateway.preview";

    private static final Logger LOG = LoggerFactory.getLogger(PreviewComponent.class);

    private final Runnable stop;

    @Activate
    public PreviewComponent(PreviewConfig config, @Reference Serving serving) {
        this.stop = config.enabled() ? start(config, serving) : () -> {};
    }

    private static Runnable start(PreviewConfig config, Serving serving) {
        PreviewSettings settings;
        try {
            settings = PreviewSettings.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("The preview front stays closed: {}", e.getMessage(), e);
            return serving.attach(new RefusedFront(e.getMessage()))::close;
        }
        PreviewFront front = new PreviewFront(settings, serving);
        var attached = serving.attach(front);
        front.start();
        return () -> {
            front.close();
            attached.close();
        };
    }

    /** Lets the requests under way end, within ten seconds. */
    @Deactivate
    public void stop() {
        stop.run();
    }
}
