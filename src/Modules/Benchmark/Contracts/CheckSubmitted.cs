using System.Text.Json.Serialization;

namespace Sakimori.Benchmark.Contracts;

/// <summary>Event: a self-check was submitted and is on disk. Version 1.</summary>
/// <param name="Check">The check's id.</param>
/// <param name="RulesVersion">The rules it is computed with.</param>
public sealed record CheckSubmitted(Guid Check, string RulesVersion);

/// <summary>The module's contracts as JSON.</summary>
[JsonSerializable(typeof(CheckSubmitted))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
