package com.lekiwi.heartbeat.adapter.dialect;

import com.lekiwi.heartbeat.legacy.corpus.Corpus;
import com.lekiwi.heartbeat.legacy.corpus.CorpusPlayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(DialectStack.Resolver.class)
@Timeout(120)
class CorpusIntegrationTests {

	@Test
	void everyRequestIsAnsweredAsTheLegacyAnsweredIt(DialectStack stack) throws Exception {
		Corpus corpus = Corpus.recorded();
		assertThat(corpus.exchanges()).hasSizeGreaterThan(100);
		try (CorpusPlayer player = new CorpusPlayer(stack.adapter().uri())) {
			assertThat(player.replay(corpus)).isEmpty();
		}
	}

}
