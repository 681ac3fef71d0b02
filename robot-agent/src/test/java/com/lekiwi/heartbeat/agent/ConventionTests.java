package com.lekiwi.heartbeat.agent;

import com.lekiwi.heartbeat.conventions.TestRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(packages = "com.lekiwi.heartbeat.agent", importOptions = ImportOption.OnlyIncludeTests.class)
class ConventionTests {

	@ArchTest
	static final ArchTests rules = ArchTests.in(TestRules.class);

}
