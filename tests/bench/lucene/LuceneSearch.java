// Lucene as a peer at searching: the best ten with what is stored of them, one thread. Run by java, with Debian's liblucene8-java, on what LuceneIndex made.
//
//   LuceneSearch FOLDER QUERIES.tsv PASSES
//
// QUERIES: kind (all, any, one, phrase, dated), words, year of those that are dated. Prints a line for each: microseconds the first time, and in the last of the passes, when the
// machine code is there.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

public class LuceneSearch {
  private static final int HITS = 10;
  private static long bytes = 0;

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("LuceneSearch FOLDER QUERIES.tsv PASSES");
      System.exit(2);
    }
    List<String> lines = Files.readAllLines(Path.of(arguments[1]));
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(Path.of(arguments[0])))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      long[] first = new long[lines.size()], last = new long[lines.size()];
      for (int pass = 0; pass < Integer.parseInt(arguments[2]); pass++)
        for (int i = 0; i < lines.size(); i++) {
          long start = System.nanoTime();
          search(searcher, lines.get(i).split("\t", -1));
          last[i] = (System.nanoTime() - start) / 1000;
          if (pass == 0) first[i] = last[i];
        }
      for (int i = 0; i < lines.size(); i++) System.out.println(first[i] + "\t" + last[i]);
      System.err.println(bytes + " bytes of what is stored");
    }
  }

  private static void search(IndexSearcher searcher, String[] columns) throws IOException {
    for (ScoreDoc hit : searcher.search(query(columns[0], terms(columns[1]), columns[2]), HITS).scoreDocs) {
      var document = searcher.doc(hit.doc);
      bytes += document.get("title").length() + document.get("body").length();
    }
  }

  private static List<Term> terms(String words) throws IOException {
    List<Term> terms = new ArrayList<>();
    try (EnglishAnalyzer analyzer = new EnglishAnalyzer(); TokenStream stream = analyzer.tokenStream("text", words)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) terms.add(new Term("text", term.toString()));
      stream.end();
    }
    return terms;
  }

  private static Query query(String kind, List<Term> terms, String year) {
    if (kind.equals("phrase")) {
      PhraseQuery.Builder phrase = new PhraseQuery.Builder();
      for (Term term : terms) phrase.add(term);
      return phrase.build();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (Term term : terms) all.add(new TermQuery(term), kind.equals("any") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
    if (!year.isEmpty()) all.add(new TermQuery(new Term("year", year)), BooleanClause.Occur.FILTER);
    return all.build();
  }
}
