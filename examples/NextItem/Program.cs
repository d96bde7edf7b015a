using NextItemApp;

const string ModelPath = "NextItem.mlnet";
const string UnlearnedModelPath = "NextItem.unlearned.mlnet";

if (!File.Exists(NextItem.RetrainFilePath))
{
    SampleData.Write(NextItem.RetrainFilePath);
    Console.WriteLine($"{NextItem.RetrainFilePath}: there was none; now it holds made-up interactions.");
}

// NextItem.training.cs
NextItem.Train(ModelPath);
Console.WriteLine($"{ModelPath}: trained.");

// NextItem.consumption.cs
var input = new NextItem.ModelInput { Sequence = ["item041", "item042", "item043"] };
Console.WriteLine($"After {string.Join(", ", input.Sequence)} comes");
foreach (var (item, score) in NextItem.PredictTopItems(input))
    Console.WriteLine($"  {item}  {score,6:F2}");

// NextItem.unlearning.cs
var requests = NextItem.SampleRequests();
NextItem.Unlearn(UnlearnedModelPath, requests, ModelPath);
var users = requests.DistinctBy(request => request.UserId).Count();
Console.WriteLine($"{UnlearnedModelPath}: {requests.Count} interactions of {users} users forgotten.");

// NextItem.evaluate.cs
Console.WriteLine($"{"model",-12}{"Recall@10",12}{"Hit@10 on the forgotten",26}");
foreach (var figures in NextItem.Evaluate(ModelPath, UnlearnedModelPath, requests))
    Console.WriteLine($"{figures.Model,-12}{figures.Recall,12:F3}{figures.ForgottenHit,26:F3}");
