package org.whippletree.proxy.notes;

import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.whippletree.config.EnvironmentRule;
import org.whippletree.config.VariableSetting;
import org.whippletree.proxy.path.BoundedPattern;
import org.whippletree.proxy.path.Substitution;

/** A {@code SetEnvIf} or {@code SetEnv}, ready to be applied. Pure. */
final class EnvironmentStep {
    private final EnvironmentRule rule;
    private final String word;
    private final Optional<BoundedPattern> pattern;
    private final List<Setting> settings;

    private record Setting(VariableSetting config, Substitution value) {}

    EnvironmentStep(EnvironmentRule rule) {
        this.rule = rule;
        this.word = rule.attribute().toLowerCase(Locale.ROOT);
        this.pattern = rule.unconditional()
                ? Optional.empty()
                : Optional.of(new BoundedPattern(rule.anyCase() ? "(?i)" + rule.pattern() : rule.pattern()));
        this.settings = rule.settings().stream()
                .map(setting -> new Setting(setting, new Substitution(setting.value())))
                .toList();
    }

    void apply(HttpRequest request, EnvironmentTable.Facts facts, Map<String, String> variables) {
        if (pattern.isEmpty()) {
            settings.forEach(setting -> set(setting.config(), setting.config().value(), variables));
            return;
        }
        // As in httpd what is missing is empty: a pattern can ask for that.
        Optional<MatchResult> match = pattern.get().find(looked(request, facts, variables));
        if (match.isPresent()) {
            settings.forEach(setting -> set(setting.config(), setting.value().of(match.get()), variables));
        }
    }

    private static void set(VariableSetting config, String value, Map<String, String> variables) {
        if (config.removed()) {
            variables.remove(config.name());
        } else {
            variables.put(config.name(), value);
        }
    }

    private String looked(HttpRequest request, EnvironmentTable.Facts facts, Map<String, String> variables) {
        return switch (word) {
            case "remote_addr", "remote_host" -> facts.clientAddress();
            case "server_addr" -> facts.serverAddress();
            case "request_method" -> request.method().name();
            case "request_protocol" -> request.protocolVersion().text();
            case "request_uri" -> facts.path();
            default -> fieldOrVariable(request, variables);
        };
    }

    private String fieldOrVariable(HttpRequest request, Map<String, String> variables) {
        List<String> values = request.headers().getAll(rule.attribute());
        return values.isEmpty() ? variables.getOrDefault(rule.attribute(), "") : String.join(", ", values);
    }
}
