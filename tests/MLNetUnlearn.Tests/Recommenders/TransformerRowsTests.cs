using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Recommenders;

/// <summary>Rows are the same however they are read: one by one, in batches, with any columns active.</summary>
[TestClass]
public sealed class TransformerRowsTests
{
    private const int Items = 12;
    private static readonly MLContext Context = new(seed: 1);
    private static readonly Lazy<SequentialRecommenderTransformer> Model = new(Train);

    [TestMethod]
    public void A_prediction_engine_gives_what_the_batched_view_gives_row_by_row()
    {
        var rows = Rows(600);                                                                   // three batches, the last one not full
        var view = Context.Data.LoadFromEnumerable(rows);

        var batched = Context.Data.CreateEnumerable<Answer>(Model.Value.Transform(view), reuseRowObject: false).ToArray();
        var engine = Context.Model.CreatePredictionEngine<Question, Answer>(Model.Value);

        Assert.HasCount(rows.Length, batched);
        for (var row = 0; row < rows.Length; row++)
        {
            var alone = engine.Predict(rows[row]);
            CollectionAssert.AreEqual(alone.Recommended, batched[row].Recommended, $"row {row}");
            for (var place = 0; place < alone.Score.Length; place++)
                Assert.AreEqual(alone.Score[place], batched[row].Score[place], 1e-5, $"row {row}");
        }
    }

    [TestMethod]
    public void Several_threads_may_read_at_a_time()
    {
        var rows = Rows(600);
        var alone = Cells.Rows(Model.Value.Transform(Context.Data.LoadFromEnumerable(rows)), "Recommended", "Score");
        var together = new string[8][];

        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, reader =>
            together[reader] = [.. Cells.Rows(Model.Value.Transform(Context.Data.LoadFromEnumerable(rows)), "Recommended", "Score")]);

        foreach (var read in together)
            CollectionAssert.AreEqual(alone, read);
    }

    [TestMethod]
    public void A_row_without_items_gets_no_recommendations()
    {
        var engine = Context.Model.CreatePredictionEngine<Question, Answer>(Model.Value);

        foreach (var sequence in new uint[][] { [], [0, 0, 0] })
        {
            var answer = engine.Predict(new Question { Sequence = sequence });
            CollectionAssert.AreEqual(new uint[3], answer.Recommended);
            CollectionAssert.AreEqual(new[] { float.NaN, float.NaN, float.NaN }, answer.Score);
        }
    }

    [TestMethod]
    public void A_row_without_items_gets_none_of_the_row_before()
    {
        // Every tenth row is empty; all rows are read into one buffer.
        var rows = Cells.Rows(Model.Value.Transform(Context.Data.LoadFromEnumerable(Rows(25))), "Recommended", "Score");

        foreach (var row in new[] { 0, 10, 20 })
            Assert.AreEqual("- - - | NaN NaN NaN", rows[row]);
        Assert.DoesNotContain("-", rows[11].Split(' ')[0]);
    }

    [TestMethod]
    public void Missing_items_and_padding_are_passed_over()
    {
        var engine = Context.Model.CreatePredictionEngine<Question, Answer>(Model.Value);

        var plain = engine.Predict(new Question { Sequence = [3, 7] });
        var padded = engine.Predict(new Question { Sequence = [0, 3, 0, 7, 0] });

        CollectionAssert.AreEqual(plain.Recommended, padded.Recommended);
        CollectionAssert.AreEqual(plain.Score, padded.Score);
    }

    [TestMethod]
    public void The_inputs_columns_pass_through_as_they_are_beside_the_recommendations()
    {
        var view = Context.Data.LoadFromEnumerable(Rows(300));

        var output = Model.Value.Transform(view);

        CollectionAssert.AreEqual(Cells.Rows(view, "Number", "Sequence"), Cells.Rows(output, "Number", "Sequence"));
        CollectionAssert.AreEqual(
            new[] { "Number", "Sequence", "Recommended", "Score" }, output.Schema.Select(column => column.Name).ToArray());
        Assert.AreEqual(view.GetRowCount(), output.GetRowCount());
    }

    [TestMethod]
    public void Rows_may_be_skipped_without_reading_them()
    {
        var output = Model.Value.Transform(Context.Data.LoadFromEnumerable(Rows(600)));
        var expected = Cells.Rows(output, "Recommended");
        using var cursor = output.GetRowCursor([output.Schema["Recommended"]]);
        var read = Cells.Reader(cursor, output.Schema["Recommended"]);

        for (var row = 0; cursor.MoveNext(); row++)
        {
            if (row is 0 or 5 or 299 or 599)
                Assert.AreEqual(expected[row], read());
        }
    }

    [TestMethod]
    public void A_source_that_gives_fewer_rows_when_read_again_is_an_error()
    {
        var reads = 0;
        IEnumerable<Question> Shrinking()
        {
            foreach (var row in Rows(reads++ == 0 ? 3 : 2))
                yield return row;
        }
        var output = Model.Value.Transform(Context.Data.LoadFromEnumerable(Shrinking()));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => Cells.Rows(output, "Number", "Recommended"));

        Assert.AreEqual("SasRec: the input gave fewer rows when it was read a second time.", exception.Message);
    }

    private static SequentialRecommenderTransformer Train()
    {
        var text = string.Join(" ", Enumerable.Range(1, Items));
        var windows = Views.Windows(Context, $"u1: {text}; u2: 2 4 6 8 10 12 1");
        var options = new SasRecOptions { Epochs = 3, EmbeddingSize = 8, Blocks = 1, Seed = 1, TopK = 3 };
        return Context.SequentialRecommendation().Trainers.SasRec(options).Fit(windows);
    }

    // Sequences of 0 to 9 items.
    private static Question[] Rows(int count) => [.. Enumerable.Range(0, count).Select(row => new Question
    {
        Number = row,
        Sequence = [.. Enumerable.Range(0, row % 10).Select(i => 1 + (uint)((row + (i * i * 5)) % Items))],
    })];

    private sealed class Question
    {
        public int Number { get; set; }

        [KeyType(Items)]
        public uint[] Sequence { get; set; } = [];
    }

    private sealed class Answer
    {
        [VectorType(3), KeyType(Items)]
        public uint[] Recommended { get; set; } = [];

        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }
}
