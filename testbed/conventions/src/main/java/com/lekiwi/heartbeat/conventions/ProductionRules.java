package com.lekiwi.heartbeat.conventions;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Rules for production classes. A module runs them from a test annotated with
 * {@code @AnalyzeClasses(importOptions = DoNotIncludeTests.class)}.
 */
public final class ProductionRules {

	/** Packages are cut by feature. */
	@ArchTest
	public static final ArchRule packagesAreNamedAfterFeatures = noClasses().should()
		.resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..entities..", "..controllers..",
				"..helpers..")
		.because("a package says which feature it holds");

	/** A class is named by what it does or how. */
	@ArchTest
	public static final ArchRule namesSayWhatAClassDoes = noClasses().should()
		.haveNameMatching(".*(Impl|Utils?|Helper|Manager)$")
		.because("such names say nothing about the class");

	/** Features do not depend on each other in circles. */
	@ArchTest
	public static final ArchRule featuresHaveNoCycles = slices().matching("com.lekiwi.heartbeat.*.(*)..")
		.should()
		.beFreeOfCycles()
		.allowEmptyShould(true);

	/** Dependencies come through the constructor. */
	@ArchTest
	public static final ArchRule noFieldInjection = noFields().should()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
		.orShould()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
		.allowEmptyShould(true)
		.because("dependencies are final constructor parameters, configuration is a validated record");

	/** What Spring creates is immutable. */
	@ArchTest
	public static final ArchRule injectedFieldsAreFinal = fields().that()
		.areDeclaredInClassesThat()
		.areMetaAnnotatedWith("org.springframework.stereotype.Component")
		.and()
		.areNotStatic()
		.and()
		.haveRawType(DescribedPredicate.describe("one of ours",
				type -> type.getPackageName().startsWith("com.lekiwi.heartbeat")))
		.should()
		.beFinal()
		.allowEmptyShould(true);

	/** Time comes from an injected clock. */
	@ArchTest
	public static final ArchRule timeComesFromAClock = noClasses().should()
		.callMethodWhere(
				DescribedPredicate.describe("the system's time is read directly", ProductionRules::readsSystemTime))
		.because("tests set the clock; System.nanoTime() is for measuring durations");

	private ProductionRules() {
	}

	private static boolean readsSystemTime(JavaMethodCall call) {
		String owner = call.getTargetOwner().getFullName();
		String method = call.getName();
		boolean now = method.equals("now") && owner.startsWith("java.time.")
				&& call.getTarget()
					.getRawParameterTypes()
					.stream()
					.noneMatch(parameter -> parameter.getFullName().equals("java.time.Clock"));
		return now || (owner.equals("java.lang.System") && method.equals("currentTimeMillis"));
	}

}
