package com.lekiwi.heartbeat.conventions;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

/**
 * Rules for test classes. A module runs them from a test annotated with
 * {@code @AnalyzeClasses(importOptions = OnlyIncludeTests.class)}.
 */
public final class TestRules {

	/** A test waits for a condition. */
	@ArchTest
	public static final ArchRule testsAwaitConditions = noClasses().should()
		.callMethod(Thread.class, "sleep", long.class)
		.orShould()
		.callMethod(Thread.class, "sleep", java.time.Duration.class)
		.because("a sleeping test is slow when it passes and flaky when it does not");

	/** No test is switched off. */
	@ArchTest
	public static final ArchRule noTestIsDisabled = noMethods().should()
		.beAnnotatedWith("org.junit.jupiter.api.Disabled")
		.because("a test that does not run is deleted or repaired");

	/** Surefire and Failsafe find tests by the names of their classes. */
	@ArchTest
	public static final ArchRule testsAreFoundByTheBuild = methods().that()
		.areAnnotatedWith("org.junit.jupiter.api.Test")
		.or()
		.areAnnotatedWith("org.junit.jupiter.params.ParameterizedTest")
		.should()
		.beDeclaredInClassesThat()
		.haveNameMatching(".*Tests(\\$.*)?")
		.allowEmptyShould(true)
		.because("the build runs *Tests and *IntegrationTests only");

	private TestRules() {
	}

}
