// Lucene as a peer at building: EnglishAnalyzer, title and body with positions and stored, as many threads as are asked for. Run by java, with Debian's liblucene8-java.
//
//   LuceneIndex ARTICLES.tsv FOLDER THREADS
//
// ARTICLES: id, title, body; with a fourth column, the year, as LuceneSearch wants it, title and body in one field. Reading and cutting lines is part of what is measured, as parsing JSON is of ours.
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

public class LuceneIndex {
  private static final int BATCH = 200, UNDER_WAY = 8;
  private static final List<String> END = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("LuceneIndex ARTICLES.tsv FOLDER THREADS");
      System.exit(2);
    }
    BlockingQueue<List<String>> batches = new ArrayBlockingQueue<>(UNDER_WAY);
    try (FSDirectory directory = FSDirectory.open(Path.of(arguments[1])); IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new EnglishAnalyzer()))) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        Thread thread = new Thread(() -> add(batches, writer));
        thread.start();
        threads.add(thread);
      }
      try (BufferedReader lines = Files.newBufferedReader(Path.of(arguments[0]))) {
        List<String> batch = new ArrayList<>(BATCH);
        for (String line; (line = lines.readLine()) != null; ) {
          batch.add(line);
          if (batch.size() < BATCH) continue;
          batches.put(batch);
          batch = new ArrayList<>(BATCH);
        }
        batches.put(batch);
      }
      for (int i = 0; i < threads.size(); i++) batches.put(END);
      for (Thread thread : threads) thread.join();
      writer.commit();
      System.out.println(writer.getDocStats().numDocs);
    }
  }

  private static void add(BlockingQueue<List<String>> batches, IndexWriter writer) {
    try {
      for (List<String> batch = batches.take(); batch != END; batch = batches.take())
        for (String line : batch) {
          String[] columns = line.split("\t", -1);
          Document document = new Document();
          document.add(new StringField("id", columns[0], Field.Store.YES));
          if (columns.length > 3) {
            document.add(new StoredField("title", columns[1]));
            document.add(new StoredField("body", columns[2]));
            document.add(new TextField("text", columns[1] + "\n" + columns[2], Field.Store.NO));
            document.add(new StringField("year", columns[3], Field.Store.NO));
          } else {
            document.add(new TextField("title", columns[1], Field.Store.YES));
            document.add(new TextField("body", columns[2], Field.Store.YES));
          }
          writer.addDocument(document);
        }
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(1);
    }
  }
}
