using Microsoft.ML;
using MLNetUnlearn.Costs;
using MLNetUnlearn.Forgetting;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Unlearning;

namespace MLNetUnlearn.Experiments;

/// <summary>Meets the requests of a stream one after another, and judges the models at its checkpoints.</summary>
internal sealed class StreamRun<TModel>
    where TModel : RecommenderTransformer
{
    private readonly MLContext _mlContext;
    private readonly TModel _original;
    private readonly Func<TModel, StreamRequest, IEstimator<TModel>> _method;
    private readonly StreamEvaluationOptions _options;
    private readonly StreamPlan _plan;
    private readonly StreamJudge _judge;
    private readonly StreamFolder? _folder;
    private TModel _current;
    private UnlearningCost _soFar = UnlearningCost.Zero;

    private StreamRun(
        MLContext mlContext, TModel original, IDataView sequences, IReadOnlyList<ForgetRequest[]> requests,
        Func<TModel, StreamRequest, IEstimator<TModel>> method, StreamEvaluationOptions options)
    {
        (_mlContext, _original, _current, _method, _options) = (mlContext, original, original, method, options);
        _plan = new StreamPlan(original, sequences, requests, options);
        _judge = new StreamJudge(options);
        if (_judge.Attacks(original) && !StreamData.HasOthers(sequences, _plan))
        {
            throw new InvalidOperationException(
                $"{StreamPlan.Owner}: every user with a test item that is new to them asks for something, so nobody is left to compare the "
                + $"forgotten pairs with. Set {nameof(StreamEvaluationOptions.Membership)} to false.");
        }
        if (options.Folder is not { } folder)
            return;
        var first = method(original, new StreamRequest(1, new CostRecorder()));
        var reference = Reference(_plan.Checkpoints[0], new CostRecorder());
        _folder = StreamFolder.Open(
            folder, StreamData.Fingerprint(original, sequences, _plan, options.Seed, first, reference),
            original.Options is RecommenderOptions network ? [network] : []);
    }

    public static StreamMetrics Of(
        MLContext mlContext, TModel model, IDataView sequences, IEnumerable<IEnumerable<ForgetRequest>> requests,
        Func<TModel, StreamRequest, IEstimator<TModel>> method, StreamEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(options);
        model.CheckNotDisposed();
        ForgetRequest[][] batches = [.. requests.Select(request => request.ToArray())];
        return new StreamRun<TModel>(mlContext, model, sequences, batches, method, options).Run();
    }

    private StreamMetrics Run()
    {
        var (checkpoints, kept) = (new List<StreamCheckpoint>(), _folder?.LastRequest() ?? 0);
        try
        {
            for (var request = 1; request <= _plan.Count; request++)
            {
                if (request < kept && !_plan.IsCheckpoint(request))
                {
                    _folder!.Delete(StreamFolder.AfterRequest(request)); // where a run was broken off before it could
                    continue;
                }
                _options.CancellationToken.ThrowIfCancellationRequested();
                if (request <= kept)
                    Replace(_folder!.Load<TModel>(StreamFolder.AfterRequest(request)));
                else
                    Meet(request);
                var checkpoint = _plan.IsCheckpoint(request) ? Judge(request) : null;
                if (checkpoint is not null)
                    checkpoints.Add(checkpoint);
                _options.Progress?.Report(new StreamProgress(request, _plan.Count, checkpoint));
            }
        }
        finally
        {
            Replace((_original, _soFar));
        }
        return new StreamMetrics(checkpoints, _plan.Unmatched);
    }

    private void Meet(int request)
    {
        if (!_plan.NamesNothing(request))
        {
            var (next, cost) = Measured(recorder => Fit(
                _method(_current, new StreamRequest(request, recorder)), _plan.WindowsOf(request), $"request {request}"));
            Replace((next, _soFar.Plus(cost)));
        }
        _folder?.Save(StreamFolder.AfterRequest(request), _current, _soFar);
        if (request > 1 && !_plan.IsCheckpoint(request - 1))
            _folder?.Delete(StreamFolder.AfterRequest(request - 1)); // it holds what has just been forgotten
    }

    private StreamCheckpoint Judge(int request)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        var partitioned = _plan.SoFar(request);
        var (retrained, cost) = Retrain(request, partitioned);
        try
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            return _judge.Judge(_current, retrained, partitioned, request, new StreamCost(_soFar, cost));
        }
        finally
        {
            (retrained as IDisposable)?.Dispose();
        }
    }

    private (RecommenderTransformer Model, UnlearningCost Cost) Retrain(int request, IDataView partitioned)
    {
        var name = StreamFolder.Retrained(request);
        if (_folder?.Has(name) == true)
            return _folder.Load<RecommenderTransformer>(name);
        var (model, cost) = Measured(recorder => Fit(
            Reference(request, recorder), _plan.Windows(partitioned), $"the reference after request {request}"));
        try
        {
            _folder?.Save(name, model, cost);
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
        return (model, cost);
    }

    private IEstimator<RecommenderTransformer> Reference(int request, CostRecorder recorder) => _options.Reference is { } reference
        ? reference(request)
        : new UnlearningEstimator(_mlContext, (SequentialRecommenderTransformer)(RecommenderTransformer)_original, new RetrainOptions
        {
            Recommender = (RecommenderOptions)_original.Options with { Progress = recorder },
            Seed = _options.Seed,
            CancellationToken = _options.CancellationToken,
        });

    private static MeasuredResult<T> Measured<T>(Func<CostRecorder, T> run) => CostMeter.Measure(run, new CostOptions());

    private T Fit<T>(IEstimator<T>? estimator, IDataView windows, string what)
        where T : RecommenderTransformer
    {
        if (estimator is null)
            throw new InvalidOperationException($"{StreamPlan.Owner}: {what} of {_plan.Count}: there is no estimator.");
        T model;
        try
        {
            model = estimator.Fit(windows);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new InvalidOperationException(
                $"{StreamPlan.Owner}: {what} of {_plan.Count}: {exception.Message}", exception);
        }
        if (_options.CancellationToken.IsCancellationRequested && !ReferenceEquals(model, _current))
            (model as IDisposable)?.Dispose(); // it may be half done
        _options.CancellationToken.ThrowIfCancellationRequested();
        return model;
    }

    private void Replace((TModel Model, UnlearningCost Note) next)
    {
        if (!ReferenceEquals(_current, _original) && !ReferenceEquals(_current, next.Model))
            (_current as IDisposable)?.Dispose();
        (_current, _soFar) = next;
    }
}
