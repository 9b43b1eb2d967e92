// Lucene as a peer: indexes articles and answers topics as a plain BM25 engine does, for tests/quality/search.py --lucene. Debian's liblucene8-java has what it needs; run by
// java's source launcher, without a build.
//
//   LuceneRun.java ARTICLES.tsv {TOPICS.tsv RUN K1 B}...
//
// ARTICLES: id, day (YYYY-MM-DD or empty), text. TOPICS: id, query and, where articles of other times are to be left out, how their days begin (1987-03). One field, EnglishAnalyzer, any of the words.
// RUN is written in TREC form, 1,000 hits deep.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

public class LuceneRun {
  private static final int DEPTH = 1000;

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 5 || arguments.length % 4 != 1) {
      System.err.println("LuceneRun.java ARTICLES.tsv {TOPICS.tsv RUN K1 B}...");
      System.exit(2);
    }
    try (Analyzer analyzer = new EnglishAnalyzer(); Directory directory = index(arguments[0], analyzer); DirectoryReader reader = DirectoryReader.open(directory)) {
      for (int i = 1; i < arguments.length; i += 4) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(Float.parseFloat(arguments[i + 2]), Float.parseFloat(arguments[i + 3])));
        answer(searcher, analyzer, arguments[i], arguments[i + 1]);
      }
    }
  }

  private static Directory index(String articles, Analyzer analyzer) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer)); BufferedReader lines = Files.newBufferedReader(Path.of(articles))) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] columns = line.split("\t", 3);
        Document document = new Document();
        document.add(new StringField("id", columns[0], Field.Store.YES));
        document.add(new StringField("day", columns[1], Field.Store.NO));
        document.add(new TextField("text", columns[2], Field.Store.NO));
        writer.addDocument(document);
      }
    }
    return directory;
  }

  private static void answer(IndexSearcher searcher, Analyzer analyzer, String topics, String run) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(Path.of(topics)); PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(run), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] columns = line.split("\t", 3);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        query.add(anyWord(analyzer, columns[1]), Occur.MUST);
        if (columns.length > 2) query.add(new PrefixQuery(new Term("day", columns[2])), Occur.FILTER);
        int rank = 0;
        for (ScoreDoc hit : searcher.search(query.build(), DEPTH).scoreDocs)
          out.printf(Locale.ROOT, "%s Q0 %s %d %.9g lucene%n", columns[0], searcher.doc(hit.doc).get("id"), ++rank, hit.score);
      }
    }
  }

  private static BooleanQuery anyWord(Analyzer analyzer, String text) throws IOException {
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) words.add(new TermQuery(new Term("text", term.toString())), Occur.SHOULD);
      tokens.end();
    }
    return words.build();
  }
}
