using Microsoft.ML;
using MLNetUnlearn.Evaluation;
using MLNetUnlearn.Experiments.CrossValidation;
using MLNetUnlearn.Persistence;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Recommenders;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Experiments.CrossValidation;

/// <summary>Who is held out, and what comes of it.</summary>
[TestClass]
public sealed class CrossValidationTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    private SequentialRecommendationTrainers Trainers => _mlContext.SequentialRecommendation().Trainers;

    [TestMethod]
    public void Every_user_is_held_out_once()
    {
        var trainer = new NotingTrainer(Trainers.Popularity());
        var users = Users(13);

        using var metrics = Validate(Text(users), trainer);

        var heldOut = trainer.Users.Select(trained => users.Except(trained).ToArray()).ToArray();
        CollectionAssert.AreEquivalent(users, heldOut.SelectMany(fold => fold).ToArray());
        CollectionAssert.AreEquivalent(new[] { 3, 3, 3, 2, 2 }, heldOut.Select(fold => fold.Length).ToArray());
        CollectionAssert.AreEqual(heldOut.Select(fold => fold.Length).ToArray(), metrics.Folds.Select(fold => fold.Users).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, metrics.Folds.Select(fold => fold.Fold).ToArray());
    }

    [TestMethod]
    public void Folds_hang_on_seed_and_ids_not_on_the_order_of_rows()
    {
        var users = Users(12);

        var folds = Folds(users, seed: 1);

        CollectionAssert.AreEqual(folds, Folds([.. users.Reverse()], seed: 1));
        CollectionAssert.AreNotEqual(folds, Folds(users, seed: 2));
    }

    // Every user walks items of the user's own, so that who trained on a user's sequence knows its last item, and nobody else can.
    [TestMethod]
    public void Nothing_of_a_held_out_user_is_in_training()
    {
        var text = string.Join("; ", Users(10).Select(user => $"{user}: {user}a {user}b {user}c {user}d {user}e"));
        var sequences = Views.Split(_mlContext, text);
        var ends = new RankingEvaluationOptions { TargetColumnName = null, ContextItemColumnName = null };
        var trainer = Trainers.ItemKnn();

        var leaking = _mlContext.SequentialRecommendation().Evaluate(trainer.Fit(Views.Window(_mlContext, sequences, 10)), sequences, ends);
        using var metrics = _mlContext.SequentialRecommendation().CrossValidate(
            sequences, trainer, new CrossValidationOptions { Evaluation = ends });

        Assert.AreEqual(1, leaking.RecallAt(10));
        Assert.AreEqual(0, metrics.RecallAt(10).Mean);
        Assert.AreEqual(0, metrics.RecallAt(10).StandardDeviation);
    }

    // The most popular item of any training is p: users who have not had it and end with it are hits at 1, and no others.
    [TestMethod]
    public void A_folds_figures_are_those_of_its_users()
    {
        var users = Users(20);
        string[] hits = [.. users.Where((_, place) => place % 3 == 0)];
        var text = string.Join("; ", users.Select(user => Array.IndexOf(hits, user) >= 0
            ? $"{user}: a b c d e p" : $"{user}: p x p p p e"));
        var trainer = new NotingTrainer(Trainers.Popularity());

        using var metrics = Validate(text, trainer, new CrossValidationOptions { NumberOfFolds = 4, MaximumLength = 6 });

        double[] expected = [.. trainer.Users.Select(users.Except).Select(held => held.Intersect(hits).Count() / (double)held.Count())];
        CollectionAssert.AreEqual(expected, metrics.Folds.Select(fold => fold.Metrics.RecallAt(1)).ToArray());
        Assert.IsGreaterThan(1, expected.Distinct().Count());
        var mean = expected.Average();
        var deviation = Math.Sqrt(expected.Sum(value => (value - mean) * (value - mean)) / 3);
        Assert.AreEqual(mean, metrics.RecallAt(1).Mean, 1e-12);
        Assert.AreEqual(deviation, metrics.RecallAt(1).StandardDeviation!.Value, 1e-12);
        Assert.AreEqual(3.182 * deviation / 2, metrics.RecallAt(1).Half!.Value, 1e-12); // t of 3 degrees of freedom
        Assert.AreEqual(metrics.Folds.Average(fold => fold.Metrics.NdcgAt(10)), metrics.NdcgAt(10).Mean, 1e-12);
        Assert.AreEqual(metrics.Folds.Average(fold => fold.Metrics.MeanReciprocalRank), metrics.MeanReciprocalRank.Mean, 1e-12);
    }

    [TestMethod]
    public void Folds_are_runs_of_a_report()
    {
        using var metrics = Validate(Text(Users(9)), Trainers.Popularity(), new CrossValidationOptions { NumberOfFolds = 3 });
        using var validation = Validate(Text(Users(9)), Trainers.Popularity(), new CrossValidationOptions
        {
            NumberOfFolds = 3, Evaluation = new() { TargetColumnName = "ValidationItem", ContextItemColumnName = null },
        });

        var runs = metrics.ToRuns("popular");

        CollectionAssert.AreEqual(new[] { "popular 0", "popular 1", "popular 2" }, runs.Select(run => $"{run.Name} {run.Seed}").ToArray());
        Assert.AreEqual(metrics.Folds[1].Metrics.NdcgAt(10), runs[1].Figures["ndcg@10"]);
        CollectionAssert.AreEquivalent(
            new[] { "ndcg@10.ValidationItem", "recall@10.ValidationItem", "mrr.ValidationItem" }, validation.ToRuns("v")[0].Figures.Keys.ToArray());
    }

    [TestMethod]
    public void It_tells_how_far_it_is_and_frees_its_models()
    {
        var told = new List<string>();
        var metrics = Validate(Text(Users(6)), Trainers.SasRec(PlantedRing.Options with { Epochs = 1 }), new CrossValidationOptions
        {
            NumberOfFolds = 2, Progress = new Listener<CrossValidationProgress>(progress =>
                told.Add($"{progress.Done}/{progress.Total} {progress.Result.Fold} {progress.TimeLeft > TimeSpan.Zero}")),
        });
        var view = Views.Split(_mlContext, Text(Users(6)));

        CollectionAssert.AreEqual(new[] { "1/2 0 True", "2/2 1 False" }, told);
        Assert.IsNotNull(metrics.Folds[1].Model.Transform(view));
        metrics.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => metrics.Folds[1].Model.Transform(view));
    }

    [TestMethod]
    public void It_can_be_cancelled_between_folds()
    {
        using var source = new CancellationTokenSource();
        var trainer = new NotingTrainer(Trainers.Popularity());

        Assert.ThrowsExactly<OperationCanceledException>(() => Validate(Text(Users(6)), trainer, new CrossValidationOptions
        {
            NumberOfFolds = 3, CancellationToken = source.Token, Progress = new Listener<CrossValidationProgress>(_ => source.Cancel()),
        }));

        Assert.HasCount(1, trainer.Users);
    }

    [TestMethod]
    public void Broken_off_it_goes_on_within_the_fold_that_it_was_in()
    {
        using var folder = new TempFolder();
        using var source = new CancellationTokenSource();
        var log = new LogLines(_mlContext, "SasRec");
        var file = folder.File("run.checkpoint");
        var options = PlantedRing.Options with { Epochs = 4, Checkpoint = new CheckpointOptions { FilePath = file } };
        var twoFolds = new CrossValidationOptions { NumberOfFolds = 2 };
        using var expected = Validate(Text(Users(9)), Trainers.SasRec(options with { Checkpoint = null }), twoFolds);
        var epochs = 0;

        Assert.ThrowsExactly<OperationCanceledException>(() => Validate(
            Text(Users(9)), Trainers.SasRec(options with
            {
                CancellationToken = source.Token, Progress = new Listener<TrainingProgress>(_ => Hear()),
            }), twoFolds with { CancellationToken = source.Token }));
        string[] left = [.. Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)!)];
        using var metrics = Validate(Text(Users(9)), Trainers.SasRec(options), twoFolds);

        CollectionAssert.AreEqual(new[] { "run.checkpoint.fold-1" }, left);
        Assert.Contains($"SasRec: goes on after epoch 3, from '{file}.fold-1'.", log.All);
        CollectionAssert.AreEqual(Of(expected), Of(metrics));
        Assert.IsEmpty(Directory.GetFiles(folder.Path));

        void Hear()
        {
            if (++epochs == 4 + 3) // within the second fold
                source.Cancel();
        }

        static double[] Of(CrossValidationMetrics metrics) => [.. metrics.Folds.Select(fold => fold.Metrics.MeanReciprocalRank)];
    }

    [TestMethod]
    public void What_is_wrong_is_named()
    {
        Assert.AreEqual(
            "CrossValidationOptions: NumberOfFolds is 1; it must be 2 to 1000. MaximumLength is 0; it must be at least 1. "
            + "Evaluation.UserColumnName is null; it must be a column name, as users are split. (Parameter 'options')",
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Validate(Text(Users(3)), Trainers.Popularity(), new CrossValidationOptions
            {
                NumberOfFolds = 1, MaximumLength = 0, Evaluation = new() { UserColumnName = null },
            })).Message);
        Assert.AreEqual(
            "CrossValidate: 3 users cannot be split into 5 folds.",
            Assert.ThrowsExactly<InvalidOperationException>(() => Validate(Text(Users(3)), Trainers.Popularity())).Message);
    }

    private static string[] Users(int count) => [.. Enumerable.Range(0, count).Select(user => $"u{user:D2}")];

    private static string Text(string[] users) =>
        string.Join("; ", users.Select((user, place) => $"{user}: a b c {"de"[place % 2]} {"xyz"[place % 3]}"));

    private string[] Folds(string[] users, int seed)
    {
        var trainer = new NotingTrainer(Trainers.Popularity());
        using var metrics = Validate(Text(users), trainer, new CrossValidationOptions { NumberOfFolds = 3, Seed = seed });
        return [.. trainer.Users.Select(trained => string.Join(" ", trained))];
    }

    private CrossValidationMetrics Validate(
        string text, IEstimator<RecommenderTransformer> trainer, CrossValidationOptions? options = null) =>
        _mlContext.SequentialRecommendation().CrossValidate(Views.Split(_mlContext, text), trainer, options ?? new CrossValidationOptions());
}
