using Microsoft.ML;
using MLNetUnlearn.Cli.Forgetting;
using MLNetUnlearn.Cli.Models;
using MLNetUnlearn.Cli.Projects;
using MLNetUnlearn.Cli.Running;
using MLNetUnlearn.Evaluation.Suite;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;

namespace MLNetUnlearn.Cli.Judging;

/// <summary>Judges models on a project that still has what was to be forgotten.</summary>
internal sealed class Judge(Run run, JudgeRequest asked) : IDisposable
{
    private readonly MLContext _mlContext = run.Context(asked.Seed);
    private readonly MakingCosts _costs = MakingCosts.In(asked.Folder);
    private readonly List<IDisposable> _open = [];

    /// <summary>All that can be asked of the models that were named.</summary>
    public Judgement All()
    {
        var project = Project.Open(asked.Folder);
        var log = project.Read();
        var requests = asked.Requests is null ? null : MatchedRequests.Of(RequestFile.Read(asked.Requests, project.Manifest.Source), log);
        var model = new NamedModel(asked.Model, NameOf(asked.Model), requests is null ? ModelRole.Original : ModelRole.Unlearned, Open(asked.Model));
        List<NamedModel> models =
        [
            .. Opened(asked.Original, ModelRole.Original, model), .. Opened(asked.Retrained, ModelRole.Retrained, model), model,
        ];
        var users = ItemSequences.HeldOut(_mlContext, log, model.Model.AllItems());
        if (requests is null)
        {
            var nothing = ReportSetting.Of(project.Manifest.Source.Name, users, []) with { ForgottenUsers = null, ForgottenItems = null };
            return new(new() { Setting = nothing, Runs = models.ConvertAll(one => Ranked(one, users)) }, IsBesideRetrained: false, []);
        }
        var partition = _mlContext.Transforms.PartitionForgetRemain(requests.All, new PartitionForgetRemainOptions
        {
            UnmatchedRequests = UnmatchedRequestHandling.Report,
        }).Fit(users);
        var partitioned = partition.Transform(users);
        var setting = ReportSetting.Of(project.Manifest.Source.Name, users, requests.All);
        if (asked.Retrained is null)
        {
            return new(
                new() { Setting = setting, Runs = models.ConvertAll(one => Hit(one, partitioned, partition.ForgetRows)) },
                IsBesideRetrained: false, []);
        }
        var original = models.Find(one => one.Role == ModelRole.Original) ?? model;
        var problems = new List<string>();
        var runs = models.ConvertAll(one => Evaluated(one, original, models, partitioned, problems));
        return new(new() { Setting = setting, Runs = runs }, true, [.. problems.Distinct()]);
    }

    public void Dispose() => _open.ForEach(model => model.Dispose());

    private RecommenderTransformer Open(string file)
    {
        var model = ModelFile.Read(_mlContext, file);
        if (model is IDisposable disposable)
            _open.Add(disposable);
        return model;
    }

    private IEnumerable<NamedModel> Opened(string? file, ModelRole role, NamedModel beside)
    {
        if (file is null)
            yield break;
        var model = Open(file);
        if (!model.AllItems().SequenceEqual(beside.Model.AllItems(), StringComparer.Ordinal))
            throw new DataException($"'{file}' and '{asked.Model}' know different items, so they cannot be compared.");
        yield return new(file, NameOf(file), role, model);
    }

    private ReportRun Evaluated(
        NamedModel one, NamedModel original, List<NamedModel> models, IDataView partitioned, List<string> problems)
    {
        run.Token.ThrowIfCancellationRequested();
        run.Tell($"judging '{one.File}'");
        var retrained = models.Find(other => other.Role == ModelRole.Retrained)!;
        var evaluation = _mlContext.Unlearning().EvaluateAll(
            original.Model, one.Model, retrained.Model, partitioned, new ForgettingEvaluationOptions
            {
                Seed = asked.Seed, CancellationToken = run.Token,
                Relearning = asked.Original is null ? null : new(), // its goal is what the original had
            });
        problems.AddRange(evaluation.Problems);
        var (made, reference) = (_costs.Of(one.File), _costs.Of(retrained.File));
        return ReportRun.Of(one.Name, one.Role, asked.Seed, evaluation, made?.Cost, reference?.Cost) with { Curve = made?.Curve ?? [] };
    }

    private ReportRun Ranked(NamedModel one, IDataView users)
    {
        run.Token.ThrowIfCancellationRequested();
        return new(one.Name, one.Role, asked.Seed, Figures.OfRanking(_mlContext, one.Model, users, asked.Seed));
    }

    private ReportRun Hit(NamedModel one, IDataView partitioned, int pairs)
    {
        var ranked = Ranked(one, partitioned);
        return pairs == 0 ? ranked : ranked with
        {
            Figures = Figures.OfForgotten(_mlContext, one.Model, partitioned, asked.Seed).Concat(ranked.Figures).ToDictionary(),
        };
    }

    // A report tells runs apart by their names: models whose files have the same one are called by their paths.
    private string NameOf(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return new[] { asked.Model, asked.Original, asked.Retrained }.Count(other => Path.GetFileNameWithoutExtension(other) == name) > 1
            ? file : name;
    }

    private sealed record NamedModel(string File, string Name, ModelRole Role, RecommenderTransformer Model);
}

/// <summary>What was found.</summary>
/// <param name="Report">All figures.</param>
/// <param name="IsBesideRetrained">Whether there was a reference, so that the figures say whether a model forgot.</param>
/// <param name="Problems">Why something that was asked is not there.</param>
internal sealed record Judgement(ForgettingReport Report, bool IsBesideRetrained, IReadOnlyList<string> Problems);
