using System.Text.RegularExpressions;

namespace Sakimori.Architecture.Tests;

public class SessionRules
{
    // Pooled connections go from one user to the next as they are (ADR 0012).
    [Fact]
    public void No_statement_changes_the_state_of_a_session()
    {
        var state = new Regex(
            """\b(LISTEN|UNLISTEN)\s+[\w{]|\bSET\s+(SESSION|ROLE|[a-z_]+\s*(=|TO)\s)|\bset_config\(|\bpg_(try_)?advisory_lock(_shared)?\(|\bCREATE\s+TEMP""");
        Assert.Matches(state, "SET lock_timeout = '1s'");
        Assert.DoesNotMatch(state, "SET LOCAL lock_timeout = '1s'");
        Assert.DoesNotMatch(state, "UPDATE directory_day SET \"From\" = @from");
        Assert.Empty(Sources.Of(".cs").Where(f => state.IsMatch(f.Content)).Select(f => f.Path));
    }
}
