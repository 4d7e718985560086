package org.whippletree.deploy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.whippletree.proxy.ReverseProxy;
import org.whippletree.supervisor.SupervisorMain;

/** Who may know whom: the arrows between modules, the one home of each library, and what policies do without. */
@AnalyzeClasses(packages = "org.whippletree", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CONFIG = "org.whippletree.config..";
    private static final String CONTROL = "org.whippletree.control..";
    private static final String SCOREBOARD = "org.whippletree.scoreboard..";
    private static final String PROXY = "org.whippletree.proxy..";
    private static final String CHILD = "org.whippletree.child..";
    private static final String SUPERVISOR = "org.whippletree.supervisor..";
    private static final String TEST_KIT = "org.whippletree.testkit..";

    /** Decisions without a clock and without I/O: time and figures are their parameters. */
    private static final List<String> POLICIES = List.of(
            "org.whippletree.child.accept.AcceptPolicy",
            "org.whippletree.child.report.ReportRhythm",
            "org.whippletree.proxy.access.AccessGuard",
            "org.whippletree.proxy.balance.Balancer",
            "org.whippletree.proxy.balance.RouteTable",
            "org.whippletree.proxy.balance.Sessions",
            "org.whippletree.proxy.client.AnswerFraming",
            "org.whippletree.proxy.http.AnswerRules",
            "org.whippletree.proxy.http.CookieMapper",
            "org.whippletree.proxy.http.HeaderEdit",
            "org.whippletree.proxy.http.HeaderEdits",
            "org.whippletree.proxy.http.HeaderTable",
            "org.whippletree.proxy.http.HopByHop",
            "org.whippletree.proxy.http.LocationMapper",
            "org.whippletree.proxy.http.Redirects",
            "org.whippletree.proxy.http.RequestRules",
            "org.whippletree.proxy.http.RequestTarget",
            "org.whippletree.scoreboard.Digest",
            "org.whippletree.scoreboard.ScoreboardSnapshot",
            "org.whippletree.supervisor.ChildCommand",
            "org.whippletree.supervisor.PoolPolicy",
            "org.whippletree.supervisor.ReadinessPolicy",
            "org.whippletree.supervisor.RestartBackoff",
            "org.whippletree.supervisor.StatusLine",
            "org.whippletree.supervisor.StopStep",
            "org.whippletree.supervisor.memory.JvmMemory",
            "org.whippletree.supervisor.memory.MemoryPlan",
            "org.whippletree.supervisor.notify.NotifySettings");

    @ArchTest
    static final ArchRule CONFIG_KNOWS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CONFIG, "java..", "javax..", "sun.misc");

    @ArchTest
    static final ArchRule CONTROL_CHANNEL_KNOWS_CONFIG = knowsOfOurs(CONTROL, CONFIG);

    @ArchTest
    static final ArchRule SCOREBOARD_KNOWS_NONE_OF_OURS = knowsOfOurs(SCOREBOARD);

    @ArchTest
    static final ArchRule PROXY_KNOWS_CONFIG = knowsOfOurs(PROXY, CONFIG);

    @ArchTest
    static final ArchRule CHILD_KNOWS_ALL_BELOW_AND_NO_SUPERVISOR =
            knowsOfOurs(CHILD, PROXY, CONFIG, CONTROL, SCOREBOARD);

    @ArchTest
    static final ArchRule SUPERVISOR_KNOWS_NO_CHILD_AND_NO_PROXY = knowsOfOurs(SUPERVISOR, CONFIG, CONTROL, SCOREBOARD);

    @ArchTest
    static final ArchRule TEST_KIT_KNOWS_NONE_OF_OURS = knowsOfOurs(TEST_KIT);

    @ArchTest
    static final ArchRule EVERY_CLASS_HAS_A_MODULE = classes()
            .should()
            .resideInAnyPackage(CONFIG, CONTROL, SCOREBOARD, PROXY, CHILD, SUPERVISOR, TEST_KIT)
            .because("a package that no other rule names is under no rule");

    /** What puts a module together stands in the module's first package and calls down from there. */
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().assignedFrom(new ByPackage())
            .should()
            .beFreeOfCycles()
            .ignoreDependency(
                    equivalentTo(SupervisorMain.class).or(equivalentTo(ReverseProxy.class)),
                    DescribedPredicate.alwaysTrue());

    @ArchTest
    static final ArchRule ONLY_THE_SUPERVISOR_READS_DIRECTIVES = noClasses()
            .that(not(resideInAnyPackage(SUPERVISOR, "org.whippletree.config.directive..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.whippletree.config.directive..");

    @ArchTest
    static final ArchRule HAZELCAST_LIVES_IN_THE_SCOREBOARD = noClasses()
            .that()
            .resideOutsideOfPackage(SCOREBOARD)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule DESCRIPTORS_AND_EPOLL_HAVE_FEW_HOMES = noClasses()
            .that(not(resideInAnyPackage(
                    CONTROL,
                    "org.whippletree.child.loop",
                    "org.whippletree.proxy.socket",
                    "org.whippletree.proxy.upstream",
                    "org.whippletree.supervisor.notify")))
            .and()
            .haveNameNotMatching("org\\.whippletree\\.supervisor\\.ListenerSockets([$]Change)?")
            .and()
            .doNotHaveFullyQualifiedName("org.whippletree.supervisor.SupervisorProcess")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel.epoll..", "io.netty.channel.unix..");

    @ArchTest
    static final ArchRule INTERNAL_TYPES_OF_LIBRARIES_LIVE_IN_THE_LOOP = noClasses()
            .that()
            .resideOutsideOfPackage("org.whippletree.child.loop")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..internal..", "io.vertx..impl..", "io.netty..internal..");

    @ArchTest
    static final ArchRule THE_DATA_PATH_DOES_WITHOUT_VERTX_HTTP = noClasses()
            .that()
            .resideInAnyPackage(PROXY, CHILD)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.http..", "io.vertx.ext..");

    @ArchTest
    static final ArchRule POLICIES_DO_NO_IO = noClasses()
            .that(arePolicies())
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..",
                            "java.net..",
                            "java.nio.channels..",
                            "io.netty.channel..",
                            "io.vertx..",
                            "com.hazelcast..")
                    .or(equivalentTo(Files.class)));

    @ArchTest
    static final ArchRule POLICIES_HAVE_NO_CLOCK = noClasses()
            .that(arePolicies())
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    /** A policy under a new name must not slip out of the rules. */
    @ArchTest
    static void everyPolicyIsThere(JavaClasses product) {
        for (String policy : POLICIES) {
            assertTrue(product.contain(policy), "there is no " + policy);
        }
    }

    private static ArchRule knowsOfOurs(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("org.whippletree..")
                        .and(not(resideInAPackage(module)))
                        .and(not(resideInAnyPackage(others))));
    }

    private static DescribedPredicate<JavaClass> arePolicies() {
        return DescribedPredicate.describe(
                "are policies",
                type -> POLICIES.stream()
                        .anyMatch(policy ->
                                type.getName().equals(policy) || type.getName().startsWith(policy + "$")));
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
