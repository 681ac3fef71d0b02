package com.lekiwi.heartbeat.discovery;

import com.lekiwi.heartbeat.conventions.ProductionRules;
import com.lekiwi.heartbeat.conventions.TestRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

class ConventionTests {

	@AnalyzeClasses(packages = "com.lekiwi.heartbeat.discovery", importOptions = ImportOption.DoNotIncludeTests.class)
	static class ProductionConventionTests {

		@ArchTest
		static final ArchTests rules = ArchTests.in(ProductionRules.class);

	}

	@AnalyzeClasses(packages = "com.lekiwi.heartbeat.discovery", importOptions = ImportOption.OnlyIncludeTests.class)
	static class TestConventionTests {

		@ArchTest
		static final ArchTests rules = ArchTests.in(TestRules.class);

	}

}
