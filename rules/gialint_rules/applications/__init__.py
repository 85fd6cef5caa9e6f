"""GIA3xx: table three, 收到和处理政府信息公开申请情况."""
