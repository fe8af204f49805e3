using System.Net.Http.Headers;
using System.Text;
using Sakimori.Benchmark;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.TestKit;

/// <summary>Programs of organisations that submit self-checks.</summary>
public static class CheckClient
{
    /// <summary>A client with a new organisation's key.</summary>
    /// <param name="portal">A node of the portal.</param>
    /// <param name="address">Where the client calls.</param>
    public static async Task<HttpClient> MakeAsync(PortalUnderTest portal, string address)
    {
        var organisation = Guid.NewGuid();
        var manager = await portal.VisitorAsync($"manager {organisation}", "en", new HeldRole(Role.Manager, organisation));
        await using (var work = await portal.Get<Works>().BeginAsync(manager.Reader.For(organisation)))
        {
            await OwnAudience.OfAsync(work, default);
            await work.CommitAsync();
        }

        var key = await portal.Get<ApiKeys>().MakeAsync(manager.Reader, organisation, "api", ["benchmark:read", "benchmark:write"], 30, default);
        var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key.Value);
        return client;
    }

    /// <summary>Submits a check in which every question has the same answer.</summary>
    /// <param name="client">The client.</param>
    /// <param name="answer">The answer, from 1 to 5.</param>
    /// <param name="key">The Idempotency-Key.</param>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient client, int answer, Guid key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/benchmark/checks");
        request.Content = new StringContent(
            AnswerTable.Template(ShippedRules.Current.Questionnaire).Replace(",\n", $",{answer}\n", StringComparison.Ordinal),
            Encoding.UTF8, MediaTypeHeaderValue.Parse("text/csv"));
        request.Headers.Add("Idempotency-Key", key.ToString());
        return await client.SendAsync(request);
    }
}
