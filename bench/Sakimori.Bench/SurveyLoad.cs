using System.Diagnostics;
using System.Net;
using System.Text;
using Sakimori.Benchmark;
using Sakimori.Benchmark.Example;

namespace Sakimori.Bench;

/// <summary>An earlier survey, loaded through the API.</summary>
internal static class SurveyLoad
{
    /// <summary>Loads a survey of so many results; how many a second.</summary>
    public static async Task<double> ImportedPerSecondAsync(string address, string key, int count)
    {
        var answers = DemonstrationSet.Results(ShippedRules.Current).Select(r => r.Answers).ToArray();
        var csv = new StringBuilder("date,consent,industry,answers\n");
        for (var i = 0; i < count; i++)
            csv.Append($"{new DateOnly(2025, 1 + (i % 12), 1 + (i % 28)):yyyy-MM-dd},1,jsic-14:{(char)('A' + (i % 20))},{answers[i % answers.Length]}\n");
        var file = Encoding.ASCII.GetBytes(csv.ToString());
        using var api = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(10) };
        api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var watch = Stopwatch.StartNew();
        using var loaded = await api.PostAsync("api/v1/benchmark/statistics/surveys?source=bench", new ByteArrayContent(file));
        return loaded.StatusCode == HttpStatusCode.Created
            ? count / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"The survey was answered {loaded.StatusCode}: {await loaded.Content.ReadAsStringAsync()}");
    }
}
